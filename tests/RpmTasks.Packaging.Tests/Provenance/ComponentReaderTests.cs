using RpmTasks.Packaging.Provenance;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Provenance;

/// <summary>What a restored package says of itself, and that one that says nothing does no harm.</summary>
public sealed class ComponentReaderTests
{
    private const string Hash = "z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==";

    [TestCase("<license type=\"expression\">MIT OR Apache-2.0</license><copyright> (c) 2026\n  Ann </copyright>", "MIT OR Apache-2.0", "(c) 2026 Ann")]
    [TestCase("<licenseUrl>https://licenses.nuget.org/BSD-3-Clause</licenseUrl>", "BSD-3-Clause", null)]
    [TestCase("<license type=\"file\">LICENSE.txt</license>", null, null)]
    [TestCase("<license type=\"expression\">MIT\"}</license>", null, null)]
    [TestCase("<licenseUrl>https://example.com/license</licenseUrl>", null, null)]
    [TestCase("", null, null)]
    public void Licence_and_copyright_are_those_of_the_nuspec(string metadata, string? license, string? copyright)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("some.thing.nuspec"), $"<package xmlns=\"http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd\"><metadata>{metadata}</metadata></package>");
        var component = ComponentReader.Read(ComponentRole.Package, new ComponentInput("Some.Thing", "1.0.0", folder.Path));
        Assert.That((component.License, component.Copyright, component.Sha512), Is.EqualTo((license, copyright, (string?)null)));
    }

    [TestCase($$"""{"version":2,"contentHash":"{{Hash}}","source":"https://api.nuget.org/v3/index.json"}""", "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e")]
    [TestCase("""{"contentHash":"c2hvcnQ="}""", null)]
    [TestCase("""{"contentHash":7}""", null)]
    [TestCase("[]", null)]
    [TestCase("no json", null)]
    public void The_hash_is_the_one_that_NuGet_keeps(string metadata, string? sha512)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(".nupkg.metadata"), metadata);
        Assert.That(ComponentReader.Read(ComponentRole.Package, new ComponentInput("A", "1", folder.Path)).Sha512, Is.EqualTo(sha512));
    }

    [TestCase("/nowhere/at/all")]
    [TestCase("")]
    public void Without_its_folder_it_is_its_name(string folder) =>
        Assert.That(ComponentReader.Read(ComponentRole.RuntimePack, new ComponentInput("A", "1", folder)), Is.EqualTo(new Component(ComponentRole.RuntimePack, "A", "1")));

    [TestCase("MIT", true)]
    [TestCase("(MIT OR Apache-2.0) AND BSD-3-Clause", true)]
    [TestCase("GPL-2.0-only WITH Classpath-exception-2.0", true)]
    [TestCase("LicenseRef-Contoso", true)]
    [TestCase("GPL-2.0+", true)]
    [TestCase("Unspecified", false)]
    [TestCase("All rights reserved", false)]
    [TestCase("(MIT", false)]
    [TestCase("MIT)", false)]
    [TestCase("MIT OR", false)]
    [TestCase("", false)]
    public void A_licence_is_an_expression_or_not_told(string text, bool isOne) => Assert.That(LicenseExpression.IsWellFormed(text), Is.EqualTo(isOne));
}
