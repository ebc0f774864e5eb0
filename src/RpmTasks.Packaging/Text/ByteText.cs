using System.Globalization;

namespace RpmTasks.Packaging.Text;

/// <summary>Sizes as people read them, in powers of 1000.</summary>
internal static class ByteText
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    public static string Of(long bytes)
    {
        var (value, unit) = ((decimal)bytes, 0);
        // What would be shown as 1000.0 belongs to the next unit.
        for (; value >= 999.95m && unit < Units.Length - 1; unit++)
            value /= 1000;
        return value.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
