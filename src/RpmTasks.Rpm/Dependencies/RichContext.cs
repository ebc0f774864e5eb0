using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Dependencies;

/// <summary>Under which operators an expression can no longer stand.</summary>
[Flags]
internal enum RichContext
{
    Any = 0,

    /// <summary>It holds an "unless" that a conjunction would turn round.</summary>
    NotUnderAnd = 1 << 0,

    /// <summary>It holds an "if" that an alternative would turn round.</summary>
    NotUnderOr = 1 << 1,

    /// <summary>It asks for more than one package.</summary>
    NotUnderWith = 1 << 2,
}

/// <summary>rpm's rules for operators within operators (rpmrichParseCheck): what rpmbuild refuses though the grammar has it.</summary>
internal static class RichContexts
{
    /// <param name="name">The first operator of an expression.</param>
    /// <param name="parts">What its parts bring along.</param>
    /// <exception cref="FormatException">The parts cannot stand under it.</exception>
    public static void Check(string name, RichContext parts)
    {
        if (name is "with" or "without" && parts.HasFlag(RichContext.NotUnderWith))
            throw new FormatException("only names, 'or' and 'with' can stand within 'with' and 'without'");
        if (name is "and" or "if" && parts.HasFlag(RichContext.NotUnderAnd))
            throw new FormatException("'unless' cannot stand here; say it with 'or'");
        if (name is "or" or "unless" && parts.HasFlag(RichContext.NotUnderOr))
            throw new FormatException("'if' cannot stand here; say it with 'and'");
    }

    /// <summary>A list of things that must not be, or that bring the package in, is one of alternatives; any other one of demands.</summary>
    public static void Check(DependencyKind list, RichContext expression) =>
        Check(list is DependencyKind.Conflicts or DependencyKind.Supplements or DependencyKind.Enhances ? "or" : "and", expression);

    /// <param name="name">The operator before a part; empty before the first.</param>
    public static RichContext OfPart(string name, RichContext part) =>
        name is "if" or "unless" ? part & RichContext.NotUnderWith : part;

    /// <param name="first">The first operator of an expression; empty when it has none.</param>
    /// <param name="last">Its last one.</param>
    public static RichContext Of(string first, string last, RichContext parts)
    {
        var context = last is "and" or "or" ? parts & RichContext.NotUnderWith : parts;
        context |= first switch { "if" => RichContext.NotUnderOr, "unless" => RichContext.NotUnderAnd, _ => RichContext.Any };
        return last is "" or "with" or "without" or "or" ? context : context | RichContext.NotUnderWith;
    }
}
