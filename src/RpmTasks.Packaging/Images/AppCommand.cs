using System.Collections.Immutable;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Images;

/// <summary>What the container starts, from the SDK's container properties as the SDK itself reads them.</summary>
/// <param name="Entrypoint">Empty keeps the base's.</param>
/// <param name="Command">The image's Cmd.</param>
internal sealed record AppCommand(ImmutableArray<string> Entrypoint, ImmutableArray<string> Command)
{
    private const string None = "None";

    public static AppCommand From(AppInput app)
    {
        ImmutableArray<string> given = [.. app.Entrypoint, .. app.EntrypointArguments];
        ImmutableArray<string> command = [.. app.Command, .. app.CommandArguments];
        var instruction = app.CommandInstruction.Length > 0
            ? app.CommandInstruction
            : app.Entrypoint.IsEmpty ? "Entrypoint" : "DefaultArgs";
        var result = instruction switch
        {
            "Entrypoint" => new AppCommand(command, app.DefaultArguments),
            "DefaultArgs" => new AppCommand(given, [.. command, .. app.DefaultArguments]),
            None => new AppCommand(given, app.DefaultArguments),
            _ => throw new PackException(Problem.Of(
                Rules.UnknownValue, "ContainerAppCommandInstruction", instruction, "Entrypoint, DefaultArgs, None")),
        };
        if (result.Entrypoint.IsEmpty && result.Command.IsEmpty)
            throw new PackException(Problem.Of(Rules.NoEntrypoint, instruction));
        return result;
    }
}
