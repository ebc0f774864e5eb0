using System.Text;
using System.Text.RegularExpressions;

using RpmTasks.Images.Model;
using RpmTasks.Images.Tests.Building;
using RpmTasks.Testing.Mutations;

namespace RpmTasks.Images.Tests.Mutation;

/// <summary>The members of an archive or layout, damaged one by one and sealed again: what names a member by its digest names it anew.</summary>
internal sealed partial class ImageSeed(IReadOnlyList<Member> members, Member outside)
{
    private const int Block = 512;
    private const int Checksum = 148;

    /// <summary>What a hostile writer puts where a number, a name or a list belongs.</summary>
    private static readonly string[] Tokens =
    [
        "null", "0", "-1", "9223372036854775807", "9223372036854775808", "1e999", "4194305", "{}", "[]", "[[]]", "\"\"", "\"\\u0000\"", "\"\\ud800\"",
        "\"../../outside\"", "\"/etc/passwd\"", "\"sha256:../../outside\"", "\"sha256:" + "0" + "\"", "{\"a\":{}}", new('[', 200), "true",
    ];

    private static readonly string[] Names = ["../outside", "/outside", "blobs/sha256/../../../outside", "blobs/../..", "./", "index.json", "manifest.json", ""];

    public List<Member> Mutate(Random random)
    {
        var all = members.ToList();
        var at = random.Next(all.Count);
        switch (random.Next(6))
        {
            case 0:
                all[at] = all[at] with { Name = Names[random.Next(Names.Length)] };
                break;
            case 1:
                all[at] = Member.LinkTo(all[at].Name, Names[random.Next(Names.Length)] + "/" + (random.Next(2) == 0 ? "" : all[random.Next(all.Count)].Name));
                break;
            case 2:
                return Smuggle(all, at);
            case 3:
                all.RemoveAt(at);
                break;
            default:
                Replace(all, at, random.Next(3) == 0 ? Mutator.Anywhere([.. all[at].Content, 0], random) : WithToken(all[at].Content, random));
                break;
        }

        return all;
    }

    /// <summary>One field of one header of a tar, under a checksum that is true.</summary>
    public static byte[] DamageHeader(byte[] tar, Random random)
    {
        var headers = Enumerable.Range(0, tar.Length / Block).Where(block => tar.AsSpan((block * Block) + 257).StartsWith("ustar"u8)).ToList();
        var header = tar.AsSpan(headers[random.Next(headers.Count)] * Block, Block);
        Mutator.InPlace(random.Next(2) == 0 ? header.Slice(124, 12) : header, random);
        header.Slice(Checksum, 8).Fill((byte)' ');
        var sum = 0;
        foreach (var value in header)
            sum += value;
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header[Checksum..]);
        return tar;
    }

    /// <summary>A member that has every digest right and lies outside.</summary>
    private List<Member> Smuggle(List<Member> all, int at)
    {
        Replace(all, at, outside.Content);
        var renamed = all[at].Name;
        all[at] = Member.LinkTo(renamed, string.Concat(Enumerable.Repeat("../", renamed.Count(letter => letter == '/') + 1)) + outside.Name);
        return all;
    }

    private static byte[] WithToken(byte[] json, Random random)
    {
        var text = Encoding.Latin1.GetString(json);
        var places = Token().Matches(text);
        if (places.Count == 0)
            return Mutator.Anywhere([.. json, 0], random);
        var place = places[random.Next(places.Count)];
        return Encoding.Latin1.GetBytes(text[..place.Index] + Tokens[random.Next(Tokens.Length)] + text[(place.Index + place.Length)..]);
    }

    /// <summary>All that name the member by its digest and size follow, and those that name them.</summary>
    private static void Replace(List<Member> all, int at, byte[] content)
    {
        var old = all[at];
        var (from, to) = (Digest.Of(old.Content).Hex, Digest.Of(content).Hex);
        all[at] = new Member(old.Name.Replace(from, to, StringComparison.Ordinal), content);
        if (from == to || old.Content.Length == 0)
            return;
        for (var i = 0; i < all.Count; i++)
        {
            var text = Encoding.Latin1.GetString(all[i].Content);
            if (i != at && text.Contains(from, StringComparison.Ordinal))
            {
                var sizes = ($"\"size\":{old.Content.Length}", $"\"size\":{content.Length}");
                Replace(all, i, Encoding.Latin1.GetBytes(text.Replace(from, to, StringComparison.Ordinal).Replace(sizes.Item1, sizes.Item2, StringComparison.Ordinal)));
            }
        }
    }

    [GeneratedRegex("\"[^\"]*\"|[0-9]+|\\[|\\{")]
    private static partial Regex Token();
}
