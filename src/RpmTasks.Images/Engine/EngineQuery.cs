using System.Text;

namespace RpmTasks.Images.Engine;

/// <summary>The path and query of a request, every value escaped.</summary>
internal sealed class EngineQuery(string path)
{
    private readonly StringBuilder text = new(path);

    private char separator = '?';

    /// <summary>Adds a parameter, unless its value is null.</summary>
    public EngineQuery With(string name, string? value)
    {
        if (value is null)
            return this;
        text.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
        separator = '&';
        return this;
    }

    public override string ToString() => text.ToString();
}
