using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Tests.Headers;

internal sealed class LeadTests
{
    [TestCase("x86_64", 1)]
    [TestCase("i686", 1)]
    [TestCase("armv7hl", 12)]
    [TestCase("aarch64", 19)]
    [TestCase("noarch", 255)]
    public void Is_the_96_bytes_of_rpmlead_h(string architecture, int number)
    {
        var bytes = Enumerable.Repeat((byte)0xFF, Lead.Size).ToArray();

        Lead.ForBinary("orders-2:1.0-1", Architecture.Find(architecture)!).Write(bytes);

        var expected = "edabeedb" + "0300" + "0000" + number.ToString("x4") + Convert.ToHexStringLower("orders-2:1.0-1"u8) + new string('0', 104)
            + "0001" + "0005" + new string('0', 32);
        Assert.That(Convert.ToHexStringLower(bytes), Is.EqualTo(expected));
    }

    [Test]
    public void Cuts_a_long_name_so_that_a_NUL_and_whole_characters_remain()
    {
        var bytes = new byte[Lead.Size];

        Lead.ForBinary(new string('a', 64) + "ö", Architecture.NoArch).Write(bytes);

        Assert.That(Lead.Read(bytes)!.Name, Is.EqualTo(new string('a', 64)));
    }

    [Test]
    public void Is_read_back_as_it_was_written()
    {
        var lead = new Lead(3, 1, 19, "x-1-1", 7, 5);
        var bytes = new byte[Lead.Size];

        lead.Write(bytes);

        Assert.That(Lead.Read(bytes), Is.EqualTo(lead));
    }

    [Test]
    public void Is_nothing_without_its_magic() => Assert.That(Lead.Read(new byte[Lead.Size]), Is.Null);
}
