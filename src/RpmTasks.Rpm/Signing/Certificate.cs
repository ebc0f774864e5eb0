using System.Collections.Immutable;

namespace RpmTasks.Rpm.Signing;

/// <summary>What is commonly called a key: a primary key, the names it goes by, its subkeys, and the signatures that bind them.</summary>
internal sealed record Certificate
{
    public required KeyPart Primary { get; init; }

    public ImmutableArray<UserIdPart> UserIds { get; init; } = [];

    public ImmutableArray<KeyPart> Subkeys { get; init; } = [];

    public IEnumerable<KeyPart> Keys => Subkeys.Prepend(Primary);

    /// <summary>Fingerprint and first name, for a list to choose from.</summary>
    public override string ToString() => UserIds.IsEmpty ? Primary.Public.Name : $"{Primary.Public.Name} ({UserIds[0].Text})";

    /// <summary>What two blocks say of the same primary key: a secret key and its newer public one, say.</summary>
    public Certificate With(Certificate other) => new()
    {
        Primary = Primary.With(other.Primary),
        UserIds = [.. UserIds.Concat(other.UserIds)
            .GroupBy(part => Convert.ToHexString(part.Id.Span))
            .Select(same => same.First() with { Signatures = [.. same.SelectMany(part => part.Signatures)] })],
        Subkeys = [.. Subkeys.Concat(other.Subkeys)
            .GroupBy(part => part.Public.Name)
            .Select(same => same.Aggregate((one, another) => one.With(another)))],
    };
}

/// <summary>A primary key or a subkey, and what stands behind it.</summary>
/// <param name="Secret">Null when only the public part is there.</param>
internal sealed record KeyPart(PublicKey Public, SecretPart? Secret)
{
    public ImmutableArray<SignaturePacket> Signatures { get; init; } = [];

    public KeyPart With(KeyPart other) => new(Public, Secret ?? other.Secret) { Signatures = [.. Signatures, .. other.Signatures] };
}

/// <param name="Id">By custom a name and a mail address in UTF-8.</param>
internal sealed record UserIdPart(ReadOnlyMemory<byte> Id)
{
    public ImmutableArray<SignaturePacket> Signatures { get; init; } = [];

    /// <summary>For messages: without control characters, and not longer than a line.</summary>
    public string Text
    {
        get
        {
            var text = System.Text.Encoding.UTF8.GetString(Id.Span[..Math.Min(Id.Length, 80)]);
            return string.Concat(text.Select(character => char.IsControl(character) ? '?' : character));
        }
    }
}
