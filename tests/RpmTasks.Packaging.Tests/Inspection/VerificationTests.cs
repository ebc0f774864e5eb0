using System.Collections.Immutable;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Inspection;
using RpmTasks.Rpm.Reading;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Inspection;

/// <summary>What verifying a file comes to, in codes.</summary>
internal sealed class VerificationTests
{
    [Test]
    public void A_package_of_ours_is_sound_and_its_missing_signature_a_note_RPMT4033()
    {
        using var folder = new TemporaryFolder();

        var problems = Verify(folder, Inspected.Write(Inspected.Orders));

        Assert.That(problems.Select(problem => (problem.Rule.Code, problem.Rule.Severity)), Is.EqualTo(new[] { ("RPMT4033", Severity.Warning) }));
        Assert.That(problems.Single().Message, Does.StartWith("orders.rpm: signature: there is none. On a host: "));
    }

    [Test]
    public void A_damaged_package_is_RPMT4032_with_what_was_expected_and_found()
    {
        using var folder = new TemporaryFolder();
        var package = Inspected.Write(Inspected.Orders);
        package[^1] ^= 1;

        var messages = Verify(folder, package).Where(problem => problem.Rule.Code == "RPMT4032").Select(problem => problem.Message).ToList();

        Assert.That(messages, Has.Some.Matches(@"^orders\.rpm is damaged: PAYLOADSHA256 \(5092\): the payload's digest is [0-9a-f]{64}, not [0-9a-f]{64}\. On a host: rpm -K says "));
    }

    [Test]
    public void A_file_that_is_not_there_is_RPMT4030()
    {
        using var folder = new TemporaryFolder();

        Assert.That(CodeOf(() => Verify(folder.File("none.rpm"))), Is.EqualTo("RPMT4030"));
        Assert.That(CodeOf(() => Verify(folder.Path)), Is.EqualTo("RPMT4030"), "a folder");
    }

    [TestCase("")]
    [TestCase("short")]
    [TestCase("PK and something else that is long enough to be the lead of a package if it only began with other bytes than it does")]
    public void What_is_no_package_is_RPMT4031(string content)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("orders.rpm"), content);

        Assert.That(CodeOf(() => Verify(folder.File("orders.rpm"))), Is.EqualTo("RPMT4031"));
        Assert.That(CodeOf(() => PackageReading.Inspect(folder.File("orders.rpm"), CancellationToken.None)), Is.EqualTo("RPMT4031"));
    }

    [Test]
    public void Damaged_headers_are_RPMT4032_to_inspection_too()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("orders.rpm"), Inspected.Write(Inspected.Orders)[..1000]);

        Assert.That(CodeOf(() => PackageReading.Inspect(folder.File("orders.rpm"), CancellationToken.None)), Is.EqualTo("RPMT4032"));
    }

    [Test]
    public void A_key_file_without_a_key_is_RPMT4034()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("key.asc"), "no key");

        Assert.That(CodeOf(() => PackageVerifier.Create([folder.File("key.asc")], 1)), Is.EqualTo("RPMT4034"));
        Assert.That(CodeOf(() => PackageVerifier.Create([folder.File("none.asc")], 1)), Is.EqualTo("RPMT4034"));
    }

    [Test]
    public void No_finding_brings_a_package_s_escapes_into_the_log()
    {
        var problem = PackageVerification.ToProblem("a.rpm", new RpmFinding("/usr/\u001b[2J", "it links to '\r\u202e'"));

        Assert.That(problem.Message, Does.StartWith("a.rpm is damaged: /usr/\\x1b[2J: it links to '\\x0d\\u{202e}'."));
    }

    private static ImmutableArray<Problem> Verify(TemporaryFolder folder, byte[] package)
    {
        File.WriteAllBytes(folder.File("orders.rpm"), package);
        return Verify(folder.File("orders.rpm"));
    }

    private static ImmutableArray<Problem> Verify(string path) =>
        PackageVerifier.Create([], parallelism: 1).Verify(path, CancellationToken.None);

    private static string? CodeOf(Action action) => Assert.Catch<PackException>(action)?.Problems.Single().Rule.Code;
}
