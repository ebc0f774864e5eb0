using System.Text;

namespace RpmTasks.Packaging.Service;

/// <summary>A unit file in the making: sections of settings, LF line ends.</summary>
internal sealed class UnitText
{
    private readonly StringBuilder _text = new();

    public UnitText Section(string name)
    {
        if (_text.Length > 0)
            _text.Append('\n');
        _text.Append('[').Append(name).Append("]\n");
        return this;
    }

    /// <param name="value">In systemd's syntax, already quoted where it needs to be.</param>
    public UnitText Set(string key, string value)
    {
        _text.Append(key).Append('=').Append(value).Append('\n');
        return this;
    }

    public UnitText Set(string key, CommandLine command) => Set(key, command.ToString());

    public UnitText SetIf(bool condition, string key, string value) => condition ? Set(key, value) : this;

    /// <summary>The project's own lines of a section.</summary>
    public UnitText SetAll(IEnumerable<UnitOption> options, string section)
    {
        foreach (var option in options.Where(option => option.Section == section))
            Set(option.Key, option.Value);
        return this;
    }

    public override string ToString() => _text.ToString();
}
