using RpmTasks.Images.Flattening;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Trees;

namespace RpmTasks.Packaging.Tests.Trees;

internal sealed class StartCommandTests
{
    private const string Loader = "/lib64/ld-linux-x86-64.so.2";

    private static readonly FlatTree Tree = SmallTree.Of(
        ("usr/bin/busybox", SmallTree.File(SmallTree.Elf())),
        ("bin", SmallTree.Link("usr/bin")),
        ("usr/bin/sh", SmallTree.Link("/bin/busybox")),
        ("usr/bin/dynamic", SmallTree.File(SmallTree.Elf(Loader))),
        ("lib64/ld-linux-x86-64.so.2", SmallTree.Link("../usr/lib/ld.so")),
        ("usr/lib/ld.so", SmallTree.File(SmallTree.Elf())),
        ("usr/bin/plain", SmallTree.File("#!/bin/sh\n", 0b110_100_100)),
        ("usr/local/bin/plain", SmallTree.File("#!/bin/sh\n")),
        ("usr/bin/script", SmallTree.File("#! /bin/sh -e\n")),
        ("usr/bin/unreadable", SmallTree.File("#!/bin/sh\n", 0b111_001_001)),
        ("usr/bin/lost", SmallTree.File("#!/usr/bin/node\n")),
        ("usr/bin/relative", SmallTree.File("#!sh\n")),
        ("usr/bin/scripted", SmallTree.File("#!/usr/bin/script\n")),
        ("usr/bin/round", SmallTree.File("#!/usr/bin/round\n")),
        ("usr/bin/musl", SmallTree.File(SmallTree.Elf("/lib/ld-musl-x86_64.so.1"))),
        ("usr/bin/arm", SmallTree.File(SmallTree.Elf(machine: 183))),
        ("usr/bin/odd", SmallTree.File(SmallTree.Elf(machine: 4711))),
        ("usr/bin/damaged", SmallTree.File(SmallTree.Elf()[..70])),
        ("usr/bin/data", SmallTree.File("data")),
        ("usr/bin/private", SmallTree.File(SmallTree.Elf(), 0b111_101_000)),
        ("opt/closed", SmallTree.Folder(0b111_000_000)),
        ("opt/closed/run", SmallTree.File(SmallTree.Elf())),
        ("root/run", SmallTree.File(SmallTree.Elf())),
        ("app/orders", SmallTree.File(SmallTree.Elf())));

    [TestCase("/app/orders", "/app/orders")]
    [TestCase("orders", "/app/orders")]
    [TestCase("./orders", "/app/orders")]
    [TestCase("../usr/bin/dynamic", "/usr/bin/dynamic")]
    [TestCase("dynamic", "/usr/bin/dynamic")]
    [TestCase("script", "/usr/bin/script")]
    [TestCase("scripted", "/usr/bin/scripted")]
    // A link stays: busybox does what its name says.
    [TestCase("/bin/sh", "/bin/sh")]
    [TestCase("sh", "/usr/bin/sh")]
    public void A_program_is_found_as_an_engine_finds_it(string word, string program)
    {
        var command = Read(SmallTree.Config([word, "-a"], ["b c"], ["PATH=/nowhere:/usr/bin:/app"], "/app/"), out var code);

        Assert.That(code, Is.Null);
        Assert.That((command!.Program, string.Join('|', command.Arguments)), Is.EqualTo((program, "-a|b c")));
    }

    [Test]
    public void The_first_that_may_be_executed_is_taken()
    {
        Assert.That(Read(SmallTree.Config(["plain"]), out _)!.Program, Is.EqualTo("/usr/local/bin/plain"));
        Assert.That(Read(SmallTree.Config(["plain"], environment: ["PATH=/usr/bin:/usr/local/bin"]), out _)!.Program, Is.EqualTo("/usr/local/bin/plain"));
    }

    [Test]
    public void A_command_alone_is_started() => Assert.That(Read(SmallTree.Config([], ["sh", "-c", "exit"]), out _)!.Program, Is.EqualTo("/usr/bin/sh"));

    [TestCase("RPMT5071", "nothing", "/usr/local/sbin/nothing")]
    [TestCase("RPMT5071", "/app/nothing", "/app/nothing")]
    [TestCase("RPMT5071", "/app", "/app")]
    [TestCase("RPMT5071", "../../etc/passwd", "/../../etc/passwd")]
    [TestCase("RPMT5073", "/usr/bin/plain", "the mode of /usr/bin/plain is 0644")]
    [TestCase("RPMT5073", "private", "the mode of /usr/bin/private is 0750")]
    [TestCase("RPMT5073", "unreadable", "/usr/bin/unreadable cannot be read")]
    [TestCase("RPMT5073", "/opt/closed/run", "the directory /opt/closed is closed to the service, with the mode 0700")]
    [TestCase("RPMT5073", "/root/run", "the service does not see /root/run")]
    [TestCase("RPMT5073", "data", "neither an ELF program nor a script")]
    [TestCase("RPMT5073", "damaged", "damaged ELF program")]
    [TestCase("RPMT5073", "round", "a script of a script")]
    [TestCase("RPMT5074", "lost", "names the interpreter '/usr/bin/node'")]
    [TestCase("RPMT5074", "relative", "names the interpreter 'sh'")]
    [TestCase("RPMT5074", "musl", "needs the loader '/lib/ld-musl-x86_64.so.1'")]
    [TestCase("RPMT5075", "arm", "arm64, while the image is for linux/amd64")]
    [TestCase("RPMT5075", "odd", "machine 4711, 64 bits")]
    public void What_cannot_be_started_says_why(string code, string word, string what)
    {
        Assert.That(Read(SmallTree.Config([word]), out var problem), Is.Null);
        Assert.That(problem, Does.StartWith(code).And.Contain(what).And.Contain($"'{word}'"));
    }

    [Test]
    public void An_image_without_a_command_has_nothing_to_start()
    {
        Assert.That(Read(SmallTree.Config([]), out var problem), Is.Null);
        Assert.That(problem, Does.StartWith("RPMT5070"));
    }

    [Test]
    public void A_command_for_a_shell_needs_one()
    {
        var reader = new StartCommandReader(SmallTree.Config(["/bin/sh", "-c", "/app/orders --verbose"]), SmallTree.Of(("app/orders", SmallTree.File(SmallTree.Elf()))), TreeNeeds.Usual);

        Assert.That(reader.Read(out var problem), Is.Null);
        Assert.That(problem!.Rule.Code, Is.EqualTo("RPMT5072"));
        Assert.That(problem.Message, Does.Contain("'/bin/sh -c /app/orders --verbose'"));
    }

    [Test]
    public void A_program_for_32_bits_names_its_loader_where_they_have_it()
    {
        var bytes = new byte[128];
        "\u007fELF\u0001\u0001"u8.CopyTo(bytes);
        (bytes[18], bytes[28], bytes[42], bytes[44], bytes[52], bytes[56], bytes[68]) = (3, 52, 32, 1, 3, 100, 8);
        "/lib/ld\0"u8.CopyTo(bytes.AsSpan(100));

        var elf = ElfProgram.Read(Blob.FromBytes(bytes));

        Assert.That(elf, Is.EqualTo(new ElfProgram(false, false, 3, "/lib/ld")));
        Assert.That((elf!.MachineName, elf.IsFor(new ImagePlatform("linux", "386"))), Is.EqualTo(("386", true)));
    }

    private static StartCommand? Read(ImageConfig config, out string? problem)
    {
        var command = new StartCommandReader(config, Tree, TreeNeeds.Usual).Read(out var found);
        problem = found is null ? null : $"{found.Rule.Code} {found.Message}";
        return command;
    }
}
