using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Writing;

/// <summary>Where a scriptlet stands in the header, and how the need for its interpreter is marked.</summary>
internal sealed record ScriptletTags(StringTag Script, StringArrayTag Program, Sense InterpreterSense)
{
    /// <summary>Runs inside rpm; nothing to require but the feature.</summary>
    public const string Lua = "<lua>";

    private const Sense Interpreter = Sense.Interpreter;

    public static ScriptletTags Of(ScriptletKind kind) => kind switch
    {
        ScriptletKind.PreTransaction => new(Tags.PreTrans, Tags.PreTransProg, Interpreter | Sense.PreTransaction),
        ScriptletKind.PreInstall => new(Tags.PreIn, Tags.PreInProg, Interpreter | Sense.ScriptPre),
        ScriptletKind.PostInstall => new(Tags.PostIn, Tags.PostInProg, Interpreter | Sense.ScriptPost),
        ScriptletKind.PreUninstall => new(Tags.PreUn, Tags.PreUnProg, Interpreter | Sense.ScriptPreUn),
        ScriptletKind.PostUninstall => new(Tags.PostUn, Tags.PostUnProg, Interpreter | Sense.ScriptPostUn),
        ScriptletKind.PostTransaction => new(Tags.PostTrans, Tags.PostTransProg, Interpreter | Sense.PostTransaction),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
