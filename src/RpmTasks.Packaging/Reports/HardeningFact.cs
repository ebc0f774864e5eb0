namespace RpmTasks.Packaging.Reports;

/// <summary>How a service is confined in one respect.</summary>
internal sealed record HardeningFact(string What, string Value, HardeningLevel Level);

internal enum HardeningLevel
{
    /// <summary>As tight as it gets.</summary>
    Tight,

    /// <summary>As usual.</summary>
    Usual,

    /// <summary>Opened; worth a second look.</summary>
    Open,
}
