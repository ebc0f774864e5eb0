using System.Security.Cryptography;
using System.Text;

using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Payload;

namespace RpmTasks.Rpm.Tests.Support;

/// <summary>A package of format v6 as rpm 6 writes one (docs/manual/format_v6.md), which no tool of this machine can.</summary>
internal static class V6Package
{
    private static readonly (string Name, string Text)[] Files = [("a", "first\n"), ("b", ""), ("c", "third\n")];

    public static byte[] Build()
    {
        var archive = Archive();
        using var compressor = new ZstdSharp.Compressor(19);
        var payload = compressor.Wrap(archive).ToArray();
        var main = MainHeader(archive, payload);
        var signature = SignatureHeader(main);
        var lead = new byte[Lead.Size];
        new Lead(Lead.FormatV6, Lead.Binary, 0, "six-1.0-1", 0, Lead.HeaderSignature).Write(lead);
        return [.. lead, .. signature, .. new byte[-signature.Length & 7], .. main, .. payload];
    }

    private static byte[] Archive()
    {
        using var archive = new MemoryStream();
        foreach (var (index, (_, text)) in Files.Index())
        {
            archive.Write(new StrippedEntry((uint)index).ToArray());
            archive.Write(Encoding.UTF8.GetBytes(text));
            archive.Write(new byte[CpioEntry.Padding(text.Length)]);
        }

        archive.Write(CpioEntry.Trailer.ToArray());
        return archive.ToArray();
    }

    private static byte[] SignatureHeader(byte[] main)
    {
        var header = new HeaderBuilder(HeaderKind.Signature);
        header.Add(SignatureTags.Sha256, Convert.ToHexStringLower(SHA256.HashData(main)));
        if (SHA3_256.IsSupported)
            header.Add(SignatureTags.Sha3, Convert.ToHexStringLower(SHA3_256.HashData(main)));
        header.Add(SignatureTags.Reserved, new byte[4096]);
        return header.Build();
    }

    private static byte[] MainHeader(byte[] archive, byte[] payload)
    {
        var header = new HeaderBuilder(HeaderKind.Main);
        header.Add(Tags.HeaderI18NTable, "C");
        header.Add(Tags.Name, "six");
        header.Add(Tags.Version, "1.0");
        header.Add(Tags.Release, "1");
        header.Add(Tags.Summary, "Six");
        header.Add(Tags.Description, "Six.");
        header.Add(Tags.License, "MIT");
        header.Add(Tags.Group, "Unspecified");
        header.Add(Tags.Os, "linux");
        header.Add(Tags.Arch, "noarch");
        header.Add(Tags.SourceRpm, "six-1.0-1.src.rpm");
        header.Add(Tags.SourceNevr, "six-1.0-1");
        header.Add(Tags.Encoding, "utf-8");
        header.Add(Tags.RpmFormat, 6);
        header.Add(Tags.LongSize, (ulong)Files.Sum(file => file.Text.Length));
        header.Add(Tags.ProvideName, "six");
        header.Add(Tags.ProvideFlags, 8);
        header.Add(Tags.ProvideVersion, "1.0-1");
        header.Add(Tags.RequireName, "rpmlib(LargeFiles)", "rpmlib(PayloadIsZstd)");
        header.Add(Tags.RequireFlags, 0x100000A, 0x100000A);
        header.Add(Tags.RequireVersion, "4.12.0-1", "5.4.18-1");
        AddFiles(header);
        AddPayload(header, archive, payload);
        return header.Build();
    }

    private static void AddFiles(HeaderBuilder header)
    {
        var count = Files.Length;
        header.Add(Tags.BaseNames, [.. Files.Select(file => file.Name)]);
        header.Add(Tags.DirNames, "/usr/share/six/");
        header.Add(Tags.DirIndexes, new uint[count]);
        header.Add(Tags.LongFileSizes, [.. Files.Select(file => (ulong)file.Text.Length)]);
        header.Add(Tags.FileModes, [.. Enumerable.Repeat((ushort)0x81A4, count)]);
        header.Add(Tags.FileRdevs, new ushort[count]);
        header.Add(Tags.FileMtimes, new uint[count]);
        header.Add(Tags.FileDigests, [.. Files.Select(file => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Text))))]);
        header.Add(Tags.FileDigestAlgo, 8);
        header.Add(Tags.FileLinkTos, [.. Enumerable.Repeat("", count)]);
        header.Add(Tags.FileFlags, new uint[count]);
        header.Add(Tags.FileUserName, [.. Enumerable.Repeat("root", count)]);
        header.Add(Tags.FileGroupName, [.. Enumerable.Repeat("root", count)]);
        header.Add(Tags.FileDevices, [.. Enumerable.Repeat(1u, count)]);
        header.Add(Tags.FileInodes, [.. Enumerable.Range(1, count).Select(inode => (uint)inode)]);
        header.Add(Tags.MimeDict, "text/plain");
        header.Add(Tags.FileMimeIndex, new uint[count]);
    }

    private static void AddPayload(HeaderBuilder header, byte[] archive, byte[] payload)
    {
        header.Add(Tags.PayloadFormat, "cpio");
        header.Add(Tags.PayloadCompressor, "zstd");
        header.Add(Tags.PayloadFlags, "19");
        header.Add(Tags.PayloadSha256, Convert.ToHexStringLower(SHA256.HashData(payload)));
        header.Add(Tags.PayloadSha256Alt, Convert.ToHexStringLower(SHA256.HashData(archive)));
        header.Add(Tags.PayloadSha512, Convert.ToHexStringLower(SHA512.HashData(payload)));
        header.Add(Tags.PayloadSha512Alt, Convert.ToHexStringLower(SHA512.HashData(archive)));
        if (SHA3_256.IsSupported)
        {
            header.Add(Tags.PayloadSha3, Convert.ToHexStringLower(SHA3_256.HashData(payload)));
            header.Add(Tags.PayloadSha3Alt, Convert.ToHexStringLower(SHA3_256.HashData(archive)));
        }

        header.Add(Tags.PayloadSize, (ulong)payload.Length);
        header.Add(Tags.PayloadSizeAlt, (ulong)archive.Length);
    }
}
