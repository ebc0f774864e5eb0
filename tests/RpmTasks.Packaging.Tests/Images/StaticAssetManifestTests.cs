using RpmTasks.Packaging.Images;

namespace RpmTasks.Packaging.Tests.Images;

/// <summary>The one time in ASP.NET's list of static files.</summary>
public sealed class StaticAssetManifestTests
{
    private const string Written = """{"Name":"Last-Modified","Value":"Tue, 14 Nov 2023 22:13:20 GMT"}""";

    [TestCase("""{"Name":"Last-Modified","Value":"Mon, 23 Nov 2026 15:25:15 GMT"}""", Written)]
    [TestCase("""{"Name":"Last-Modified","Value":""}""", Written)]
    [TestCase("""{"Name" : "Last-Modified",  "Value" : "x"}""", """{"Name" : "Last-Modified",  "Value" : "Tue, 14 Nov 2023 22:13:20 GMT"}""")]
    [TestCase("""{"Name":"ETag","Value":"\"Last-Modified\""}""", """{"Name":"ETag","Value":"\"Last-Modified\""}""")]
    [TestCase("""{"Name":"Last-Modified","Value":7}""", """{"Name":"Last-Modified","Value":7}""")]
    public void Only_the_value_of_last_modified_changes(string manifest, string expected) =>
        Assert.That(StaticAssetManifest.WithTime($"[{manifest},{manifest}]", 1_700_000_000), Is.EqualTo($"[{expected},{expected}]"));
}
