namespace RpmTasks.Rpm.Headers;

/// <summary>What a header can say: a number, the name rpm's C source gives it, and the type rpm registers for it.</summary>
/// <remarks>One record per type, so that a value of the wrong type does not compile.</remarks>
internal abstract record Tag(int Number, string Name, TagType Type)
{
    public sealed override string ToString() => $"{Name} ({Number})";
}

internal sealed record Int16Tag(int Number, string Name) : Tag(Number, Name, TagType.Int16);

internal sealed record Int32Tag(int Number, string Name) : Tag(Number, Name, TagType.Int32);

internal sealed record Int64Tag(int Number, string Name) : Tag(Number, Name, TagType.Int64);

internal sealed record StringTag(int Number, string Name) : Tag(Number, Name, TagType.String);

internal sealed record StringArrayTag(int Number, string Name) : Tag(Number, Name, TagType.StringArray);

internal sealed record I18NStringTag(int Number, string Name) : Tag(Number, Name, TagType.I18NString);

internal sealed record BinaryTag(int Number, string Name) : Tag(Number, Name, TagType.Binary);
