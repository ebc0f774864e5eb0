using RpmTasks.Packaging.Inspection;
using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;
using RpmTasks.Testing.Mutations;

namespace RpmTasks.Packaging.Tests.Inspection;

/// <summary>Whatever becomes of a package, inspecting it gives a report or says what is damaged, and no report moves a terminal.</summary>
internal sealed class InspectMutationTests
{
    private static readonly RpmSeed[] Seeds =
    [
        new("none", Inspected.Write(Inspected.Orders with { Compression = PayloadCompression.None })),
        new("gzip", Inspected.Write(Inspected.Orders with { Compression = PayloadCompression.Gzip() })),
        new("zstd", Inspected.Write(Inspected.Orders)),
    ];

    [Test]
    public void Damaged_packages_give_a_harmless_report() => MutationRun.Run(10, random =>
    {
        var seed = Seeds[random.Next(Seeds.Length)];
        var package = seed.Mutate(random);
        return new Mutant(seed.Name, package, () => Inspect(package));
    });

    private static void Inspect(byte[] package)
    {
        PackageFacts facts;
        try
        {
            facts = Inspected.Facts(package);
        }
        catch (RpmFormatException)
        {
            return;
        }

        foreach (var line in TextReport.Render(facts))
        {
            if (line.Any(char.IsControl))
                Assert.Fail($"a control character in '{line}'");
        }

        if (JsonReport.Render([facts]).AsSpan().ContainsAnyExceptInRange(' ', '~') && JsonReport.Render([facts]).Any(letter => letter is not '\n' and (< ' ' or > '~')))
            Assert.Fail("not only ASCII in the JSON");
    }
}
