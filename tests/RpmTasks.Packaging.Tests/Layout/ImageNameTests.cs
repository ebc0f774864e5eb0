using System.Text.RegularExpressions;

using FsCheck;
using FsCheck.Fluent;

using RpmTasks.Images.Model;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Layout;

namespace RpmTasks.Packaging.Tests.Layout;

public sealed partial class ImageNameTests
{
    private static readonly Digest Config = Digest.Parse("sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");

    [TestCase("orders", "1.2.3", "localhost/orders:1.2.3-0123456789ab")]
    [TestCase("orders", "1.2.3~rc.1", "localhost/orders:1.2.3-rc.1-0123456789ab")]
    [TestCase("libstdc++", "1^git5", "localhost/libstdc-4424bbcb:1-git5-0123456789ab")]
    [TestCase("a+-b", "+1", "localhost/a-b-dc026483:_-1-0123456789ab")]
    public void The_name_holds_package_version_and_content(string package, string version, string reference) =>
        Assert.That(ImageName.Of(package, version, Config).Reference, Is.EqualTo(reference));

    [Test]
    public void Every_package_has_a_name_that_engines_accept()
    {
        var names = Gen.Elements("abz019.._+-".ToCharArray()).ArrayOf().Select(letters => new string(letters)).Where(PackageName.IsValid);
        var versions = Gen.Elements("abZ019._+~^".ToCharArray()).ArrayOf().Select(letters => new string(letters)).Where(PackageVersion.IsValid);
        Prop.ForAll(
            names.Zip(versions).ToArbitrary(),
            pair => Reference().IsMatch(ImageName.Of(pair.Item1, pair.Item2, Config).Reference)).QuickCheckThrowOnFailure();
    }

    [TestCase("app", "app+")]
    [TestCase("app-", "app+")]
    [TestCase("a.b", "a.-b")]
    public void Two_packages_do_not_share_a_repository(string one, string other) =>
        Assert.That(ImageName.Of(one, "1", Config).Repository, Is.Not.EqualTo(ImageName.Of(other, "1", Config).Repository));

    [Test]
    public void What_a_name_loses_still_tells_it_from_every_other()
    {
        var names = Gen.Elements("ab0._+-".ToCharArray()).ArrayOf().Select(letters => new string(letters)).Where(PackageName.IsValid);
        var changes = Gen.Choose(1, 20).Zip(Gen.Elements("._+-".ToCharArray()));
        Prop.ForAll(
            names.Zip(changes).ToArbitrary(),
            pair =>
            {
                var (name, (place, separator)) = pair;
                var other = name.Insert(Math.Min(place, name.Length), separator.ToString());
                return ImageName.Of(name, "1", Config).Repository != ImageName.Of(other, "1", Config).Repository;
            }).QuickCheckThrowOnFailure();
    }

    // distribution/reference: the grammar that Docker and Podman share.
    [GeneratedRegex(@"^localhost/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z")]
    private static partial Regex Reference();
}
