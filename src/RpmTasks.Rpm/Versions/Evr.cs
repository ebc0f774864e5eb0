using System.Globalization;

namespace RpmTasks.Rpm.Versions;

/// <summary>Epoch, version and release; the release is empty when it was not given.</summary>
internal readonly record struct Evr(uint Epoch, string Version, string Release)
{
    /// <summary>As rpm takes it apart (parseEVR): an epoch of digits ends at the first colon, the release begins at the last '-'.</summary>
    public static Evr Parse(string text)
    {
        var epoch = 0u;
        var colon = text.IndexOf(':');
        if (colon >= 0 && uint.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out epoch))
            text = text[(colon + 1)..];
        var dash = text.LastIndexOf('-');
        return dash < 0 ? new Evr(epoch, text, "") : new Evr(epoch, text[..dash], text[(dash + 1)..]);
    }

    public override string ToString()
    {
        var epoch = Epoch == 0 ? "" : $"{Epoch}:";
        return Release.Length == 0 ? $"{epoch}{Version}" : $"{epoch}{Version}-{Release}";
    }
}
