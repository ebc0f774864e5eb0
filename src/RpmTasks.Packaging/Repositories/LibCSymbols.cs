using RpmTasks.Rpm.Versions;

namespace RpmTasks.Packaging.Repositories;

/// <summary>Compares libc.so.6(GLIBC_2.17)(64bit) and its like by the version in the first parentheses, as createrepo_c does.</summary>
internal static class LibCSymbols
{
    public static bool IsOlder(string one, string other) => (Version(one), Version(other)) switch
    {
        (null, not null) => true,
        ({ } left, { } right) => RpmVersionComparer.Compare(left, right) < 0,
        _ => false,
    };

    /// <summary>From the first digit on; null when there is none.</summary>
    private static string? Version(string name)
    {
        var open = name.IndexOf('(', StringComparison.Ordinal);
        var close = open < 0 ? -1 : name.IndexOf(')', open);
        if (close < 0)
            return null;
        var start = name.AsSpan(open, close - open).IndexOfAnyInRange('0', '9');
        return start < 0 ? null : name[(open + start)..close];
    }
}
