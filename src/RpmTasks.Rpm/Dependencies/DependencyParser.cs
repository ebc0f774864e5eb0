using System.Diagnostics.CodeAnalysis;

using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Dependencies;

/// <summary>Reads a dependency as a spec file has it: a capability, a capability with a version, or a rich expression in parentheses.</summary>
internal static class DependencyParser
{
    /// <exception cref="FormatException">The text is none; the message says why, without full stop and without the text.</exception>
    public static RpmDependency Parse(DependencyKind kind, string text) => Read(kind, text.Trim());

    public static bool TryParse(DependencyKind kind, string text, [NotNullWhen(true)] out RpmDependency? dependency)
    {
        try
        {
            dependency = Read(kind, text.Trim());
            return true;
        }
        catch (FormatException)
        {
            dependency = null;
            return false;
        }
    }

    /// <summary>Applies the same rules to a dependency that was made some other way.</summary>
    /// <returns>What is wrong, as the end of a sentence; null when nothing is.</returns>
    public static string? FindProblem(RpmDependency dependency)
    {
        if (dependency.Name.StartsWith('('))
            return FindRichProblem(dependency);
        var hasComparison = (dependency.Flags & (Sense.Less | Sense.Equal | Sense.Greater)) != 0;
        if (hasComparison != (dependency.Version.Length > 0))
            return "a version needs a comparison, and a comparison a version";
        return CapabilityRules.FindNameProblem(dependency.Name)
            ?? (hasComparison && !IsEncoded(dependency) ? CapabilityRules.FindVersionProblem(dependency.Version) : null);
    }

    /// <summary>rpm keeps the lines that define users and groups as versions in base64 (rpm-sysusers(7)), which no spec file could say.</summary>
    private static bool IsEncoded(RpmDependency dependency) =>
        dependency.Flags.HasFlag(Sense.FindProvides) && CapabilityRules.IsBase64(dependency.Version);

    private static string? FindRichProblem(RpmDependency dependency)
    {
        if (dependency.Flags != Sense.Any || dependency.Version.Length > 0)
            return "an expression in parentheses has no flags and no version of its own";
        try
        {
            Read(dependency.Kind, dependency.Name);
            return null;
        }
        catch (FormatException problem)
        {
            return problem.Message;
        }
    }

    private static RpmDependency Read(DependencyKind kind, string text)
    {
        if (text.StartsWith('('))
            return new RpmDependency(kind, RichDependency.Normalize(kind, text));
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var dependency = words.Length switch
        {
            0 => throw new FormatException("it is empty"),
            1 => new RpmDependency(kind, words[0]),
            3 => new RpmDependency(kind, words[0], ReadComparison(words[1]), words[2]),
            _ => throw new FormatException("expected a name, or a name, a comparison and a version with blanks between them"),
        };
        if (dependency.Version.Length > 0 && dependency.Name.StartsWith('/'))
            throw new FormatException("a file name cannot have a version");
        return FindProblem(dependency) is { } problem ? throw new FormatException(problem) : dependency;
    }

    private static Sense ReadComparison(string text) =>
        CapabilityRules.SenseOf(text) ?? throw new FormatException($"'{text}' is none of <, <=, =, >= and >");
}
