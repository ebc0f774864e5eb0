using RpmTasks.Rpm.Model;

namespace RpmTasks.Rpm.Dependencies;

/// <summary>Which operators rpm takes within which (rpmrichParse, rpmrichParseCheck): the solver can decide only what is not turned around.</summary>
internal static class RichContext
{
    private enum Context
    {
        Free,
        And,
        Or,
    }

    /// <returns>What is wrong, as the end of a sentence; null when nothing is.</returns>
    public static string? FindProblem(DependencyKind kind, RichExpression expression) =>
        // What is asked for is part of one great and, what is ruled out or asked backwards of one great or.
        Find(expression, kind is DependencyKind.Requires or DependencyKind.Recommends or DependencyKind.Suggests ? Context.And : Context.Or, isInWith: false);

    private static string? Find(RichExpression? expression, Context context, bool isInWith)
    {
        if (expression is null)
            return null;
        var name = expression.Operator;
        if (isInWith && name is not ("" or "or" or "with" or "without"))
            return $"'{name}' cannot stand within 'with' or 'without'";
        if (name == "if" && context == Context.Or)
            return "'if' cannot stand here; 'and' says it";
        if (name == "unless" && context == Context.And)
            return "'unless' cannot stand here; 'or' says it";
        return expression.Operands
            .Select((operand, place) => Find(operand, ContextOf(name, place, context), isInWith || name is "with" or "without"))
            .FirstOrDefault(problem => problem is not null);
    }

    private static Context ContextOf(string name, int place, Context around) => (name, place) switch
    {
        ("", _) => around,
        ("and", _) => Context.And,
        ("or", _) => Context.Or,
        ("if", not 1) => Context.And,
        ("unless", not 1) => Context.Or,
        _ => Context.Free,
    };
}
