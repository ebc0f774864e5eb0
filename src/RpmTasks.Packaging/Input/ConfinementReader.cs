using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Service;

namespace RpmTasks.Packaging.Input;

/// <summary>Reads what the container may do.</summary>
internal sealed partial class ConfinementReader(ServiceInput input, ProblemList problems)
{
    /// <summary>Docker's own lower bound.</summary>
    private const long LeastMemory = 6 << 20;

    public Confinement Read()
    {
        var (capabilities, usual) = Capabilities();
        return new Confinement
        {
            User = User(),
            ReadOnly = problems.Boolean("RpmServiceReadOnly", input.ReadOnly, unset: false),
            Capabilities = capabilities,
            UsualCapabilities = usual,
            MemoryMax = Memory(),
            CpuQuota = CpuQuota(),
            PidsMax = input.PidsMax.Length == 0 ? null : problems.Number("RpmServicePidsMax", input.PidsMax, new NumberRange(1, 4_194_304, 512)),
        };
    }

    private string? User()
    {
        if (input.User.Length == 0)
            return null;
        if (!UserPattern().IsMatch(input.User))
            problems.Add(Rules.BadUser, input.User);
        return input.User;
    }

    // "none" and "default" are words of ours; either stands alone.
    private (ImmutableArray<string>? Names, bool Usual) Capabilities()
    {
        switch (input.Capabilities)
        {
            case []: return (null, false);
            case ["none"]: return ([], false);
            case ["default"]: return (null, true);
        }

        var names = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var text in input.Capabilities)
        {
            if (Service.Capabilities.Find(text) is { } name)
                names.Add(name);
            else
                problems.Add(Rules.BadCapability, text);
        }

        return ([.. names], false);
    }

    // Letters as in systemd's MemoryMax=: powers of 1024.
    private long? Memory()
    {
        if (input.MemoryMax.Length == 0)
            return null;
        var match = MemoryPattern().Match(input.MemoryMax);
        if (match.Success && long.TryParse(match.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var shift = 10 * "KMGT".IndexOf(match.Groups["unit"].Value.ToUpperInvariant() is [var unit, ..] ? unit : ' ', StringComparison.Ordinal) + 10;
            var bytes = number <= long.MaxValue >> shift ? number << shift : 0;
            if (bytes >= LeastMemory)
                return bytes;
        }

        problems.Add(Rules.BadMemory, input.MemoryMax);
        return null;
    }

    private int? CpuQuota()
    {
        if (input.CpuQuota.Length == 0)
            return null;
        var digits = input.CpuQuota.EndsWith('%') ? input.CpuQuota[..^1] : "";
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100_000)
            return percent;
        problems.Add(Rules.BadCpuQuota, input.CpuQuota);
        return null;
    }

    [GeneratedRegex(@"^([0-9]{1,10}|[A-Za-z_][A-Za-z0-9_.-]{0,31})(:([0-9]{1,10}|[A-Za-z_][A-Za-z0-9_.-]{0,31}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex UserPattern();

    [GeneratedRegex(@"^(?<number>[0-9]+)(?<unit>[KMGT]?)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex MemoryPattern();
}
