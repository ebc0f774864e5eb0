using System.Collections.Immutable;

namespace RpmTasks.Packaging.Reports;

/// <summary>How a service is confined in one respect.</summary>
internal sealed record HardeningFact(string What, string Value, HardeningLevel Level);

/// <param name="Service">Name of its unit.</param>
internal sealed record HardeningTable(string Service, ImmutableArray<HardeningFact> Facts);

internal enum HardeningLevel
{
    /// <summary>As tight as it gets.</summary>
    Tight,

    /// <summary>As usual.</summary>
    Usual,

    /// <summary>Opened; worth a second look.</summary>
    Open,
}
