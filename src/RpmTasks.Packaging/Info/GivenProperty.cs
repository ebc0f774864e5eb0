namespace RpmTasks.Packaging.Info;

/// <summary>A property, with its item of the same name, as the project has it before any default is set.</summary>
/// <param name="Value">Empty when it is unset.</param>
/// <param name="Origin">Who set it.</param>
internal sealed record GivenProperty(string Name, string Value, string Origin)
{
    public const string CommandLine = "command line";

    public const string Environment = "environment";

    public const string Project = "project";

    public bool IsSet => Value.Length > 0;
}
