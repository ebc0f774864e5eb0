using System.Security.Cryptography;

using FsCheck;
using FsCheck.Fluent;

using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Tests.Headers;

internal sealed class HeaderBuilderTests
{
    [Test]
    public void Encodes_a_header_as_rpm_does()
    {
        var header = new HeaderBuilder(HeaderKind.Main);
        header.Add(Tags.BaseNames, "a", "bc");
        header.Add(Tags.Epoch, 1);
        header.Add(Tags.Name, "x");

        var bytes = header.Build();

        Assert.That(
            Convert.ToHexStringLower(bytes),
            Is.EqualTo(
                "8eade801000000000000000400" + "00001d"
                + "0000003f000000070000000d00000010" + "000003e8000000060000000000000001"
                + "000003eb000000040000000400000001" + "0000045d000000080000000800000002"
                + "7800" + "0000" + "00000001" + "6100" + "626300" + "0000003f00000007ffffffc000000010"));
        Assert.That(
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Is.EqualTo("201f112522258246aef637f4e40cd94531e9ccd35f8eb4aa2d5934f4af21e053"));
    }

    [FsCheck.NUnit.Property]
    public Property Gives_back_every_value_whatever_its_neighbours() => Prop.ForAll(
        ArbMap.Default.ArbFor<(string Text, uint[] Numbers, ulong[] Long, ushort[] Short, byte[] Bytes)>(),
        value =>
        {
            var text = new string([.. (value.Text ?? "").Where(symbol => symbol != '\0' && !char.IsSurrogate(symbol))]);
            string[] texts = [text, "", text + "ö"];
            uint[] numbers = [1, .. value.Numbers ?? []];
            ulong[] longs = [2, .. value.Long ?? []];
            ushort[] shorts = [3, .. value.Short ?? []];
            byte[] bytes = [4, .. value.Bytes ?? []];
            var builder = new HeaderBuilder(HeaderKind.Main);
            builder.Add(Tags.LongFileSizes, longs);
            builder.Add(Tags.BaseNames, texts);
            builder.Add(Tags.FileModes, shorts);
            builder.Add(Tags.Icon, bytes);
            builder.Add(Tags.FileSizes, numbers);
            builder.Add(Tags.Name, text);
            builder.Add(Tags.Summary, text);
            builder.AddAsString(Tags.PreInProg, text);

            var header = HeaderReader.Read(new MemoryStream(builder.Build()), HeaderKind.Main);

            return builder.Length == header.Bytes.Length
                && header.Get(Tags.LongFileSizes).SequenceEqual(longs)
                && header.Get(Tags.BaseNames).SequenceEqual(texts)
                && header.Get(Tags.FileModes).SequenceEqual(shorts)
                && header.Get(Tags.Icon).SequenceEqual(bytes)
                && header.Get(Tags.FileSizes).SequenceEqual(numbers)
                && header.Get(Tags.Name) == text
                && header.Get(Tags.Summary) == text
                && header.Get(Tags.PreInProg).SequenceEqual([text]);
        });

    [Test]
    public void Refuses_a_tag_without_values() =>
        Assert.That(() => new HeaderBuilder(HeaderKind.Main).Add(Tags.BaseNames), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Refuses_a_tag_twice()
    {
        var header = new HeaderBuilder(HeaderKind.Main);
        header.Add(Tags.Name, "a");

        Assert.That(() => header.Add(Tags.Name, "b"), Throws.ArgumentException);
    }
}
