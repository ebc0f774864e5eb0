namespace RpmTasks.Rpm.Tests.Comparison;

/// <summary>In what two packages of the same content are not alike.</summary>
/// <param name="What">A tag by its name, or one dependency.</param>
/// <param name="How">Where it is, or what of it differs.</param>
/// <param name="Detail">Both sides, for a failing test to show.</param>
internal sealed record Difference(string What, string How, string Detail)
{
    /// <summary>The payload before compression.</summary>
    public const string Archive = "archive";

    public const string OnlyRpmbuild = "only rpmbuild";
    public const string OnlyOurs = "only RpmTasks";
    public const string OtherValue = "value";
    public const string OtherType = "type";
    public const string OtherCount = "count";

    /// <summary>What a list of known differences names it by.</summary>
    public string Key => $"{What}: {How}";

    public override string ToString() => $"{Key} ({Detail})";
}
