using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Tests.Input;

public sealed class PackageNameTests
{
    [TestCase("Contoso.Orders", "contoso.orders")]
    [TestCase("team/my-app", "my-app")]
    [TestCase("My App", "my-app")]
    [TestCase("_private_", "private")]
    [TestCase("Bestellungen.Öffentlich", "bestellungen.-ffentlich")]
    public void A_project_names_its_package(string text, string name) => Assert.That(PackageName.From(text), Is.EqualTo(name));

    [TestCase("orders", true)]
    [TestCase("libstdc++", true)]
    [TestCase("7zip", true)]
    [TestCase("", false)]
    [TestCase("Orders", false)]
    [TestCase(".orders", false)]
    [TestCase("a..b", false)]
    [TestCase("a b", false)]
    [TestCase("a/b", false)]
    [TestCase("größe", false)]
    public void A_name_is_safe_as_file_unit_and_image(string name, bool valid) => Assert.That(PackageName.IsValid(name), Is.EqualTo(valid));
}
