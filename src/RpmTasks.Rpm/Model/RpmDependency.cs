namespace RpmTasks.Rpm.Model;

/// <summary>Which of the package's lists a dependency stands in.</summary>
internal enum DependencyKind
{
    Provides,
    Requires,
    Conflicts,
    Obsoletes,
    Recommends,
    Suggests,
    Supplements,
    Enhances,
}

/// <summary>RPMSENSE_* bits (rpmds.h) that packages of ours carry.</summary>
[Flags]
internal enum Sense
{
    Any = 0,
    Less = 1 << 1,
    Greater = 1 << 2,
    Equal = 1 << 3,
    PostTransaction = 1 << 5,
    PreRequisite = 1 << 6,
    PreTransaction = 1 << 7,
    Interpreter = 1 << 8,
    ScriptPre = 1 << 9,
    ScriptPost = 1 << 10,
    ScriptPreUn = 1 << 11,
    ScriptPostUn = 1 << 12,
    FindProvides = 1 << 15,
    RpmLib = 1 << 24,
    Config = 1 << 28,
}

/// <summary>One dependency: a capability, or a rich expression in parentheses as the whole name.</summary>
/// <param name="Version">Empty when any version will do.</param>
internal sealed record RpmDependency(DependencyKind Kind, string Name, Sense Flags = Sense.Any, string Version = "");
