using System.Text;

using RpmTasks.Rpm.Payload;

namespace RpmTasks.Rpm.Tests.Payload;

internal sealed class CpioEntryTests
{
    [Test]
    public void Is_newc_with_owners_and_devices_of_zero()
    {
        var bytes = new CpioEntry(7, 0x81A4, 1, 0x65530000, 0x1234, "./a/bc").ToArray();

        Assert.That(
            Encoding.ASCII.GetString(bytes),
            Is.EqualTo(
                "070701" + "00000007" + "000081a4" + "00000000" + "00000000" + "00000001" + "65530000" + "00001234"
                + "00000000" + "00000000" + "00000000" + "00000000" + "00000007" + "00000000" + "./a/bc\0" + "\0\0\0"));
    }

    [Test]
    public void The_trailer_takes_124_bytes() => Assert.That(CpioEntry.Trailer.ToArray(), Has.Length.EqualTo(124));

    [TestCase("./x")]
    [TestCase("./xy")]
    [TestCase("./xyz")]
    [TestCase("./größe")]
    public void Is_filled_up_to_a_multiple_of_four(string name)
    {
        var entry = new CpioEntry(1, 2, 3, 4, 5, name);

        Assert.That(entry.ToArray(), Has.Length.EqualTo(entry.Length));
        Assert.That(entry.Length % 4, Is.Zero);
    }

    [Test]
    public void Is_read_back_as_it_was_written()
    {
        var entry = new CpioEntry(1, 0x81A4, 3, uint.MaxValue, 5, "./größe");

        Assert.That(CpioEntry.Read(entry.ToArray()), Is.EqualTo((entry with { Name = "" }, 10u)));
    }

    [TestCase("070702", true)]
    [TestCase("070707", false)]
    [TestCase("07070X", false)]
    public void Is_read_by_its_magic(string magic, bool isEntry)
    {
        var bytes = CpioEntry.Trailer.ToArray();
        Encoding.ASCII.GetBytes(magic, bytes);

        Assert.That(CpioEntry.Read(bytes).HasValue, Is.EqualTo(isEntry));
    }

    [TestCase(' ')]
    [TestCase('g')]
    [TestCase('-')]
    public void A_field_must_be_eight_hex_digits(char symbol)
    {
        var bytes = CpioEntry.Trailer.ToArray();
        bytes[61] = (byte)symbol;

        Assert.That(CpioEntry.Read(bytes), Is.Null);
    }

    [Test]
    public void A_stripped_entry_is_an_index_in_16_bytes()
    {
        var bytes = new StrippedEntry(0xABC).ToArray();

        Assert.That(Encoding.ASCII.GetString(bytes), Is.EqualTo("07070X" + "00000abc" + "\0\0"));
        Assert.That(StrippedEntry.Read(bytes), Is.EqualTo(new StrippedEntry(0xABC)));
    }
}
