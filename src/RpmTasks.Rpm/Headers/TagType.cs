namespace RpmTasks.Rpm.Headers;

/// <summary>How the values of a tag lie in a header's data (rpmTagType_e in rpmtag.h).</summary>
internal enum TagType
{
    Null = 0,
    Char = 1,
    Int8 = 2,
    Int16 = 3,
    Int32 = 4,
    Int64 = 5,
    String = 6,
    Binary = 7,
    StringArray = 8,
    I18NString = 9,
}

internal static class TagTypes
{
    /// <summary>Bytes of one value, which is also what its offset must be a multiple of; 1 for strings, whose length varies.</summary>
    public static int Size(this TagType type) => type switch
    {
        TagType.Int16 => 2,
        TagType.Int32 => 4,
        TagType.Int64 => 8,
        _ => 1,
    };

    public static bool IsText(this TagType type) => type is TagType.String or TagType.StringArray or TagType.I18NString;

    /// <summary>rpm lets any of its string types stand for another, and no number type for another (hdrblobVerifyInfo).</summary>
    public static bool CanStandFor(this TagType actual, TagType registered) =>
        actual == registered || (actual.IsText() && registered.IsText());
}
