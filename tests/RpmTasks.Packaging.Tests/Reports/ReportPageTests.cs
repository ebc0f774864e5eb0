using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Tests.Layers;
using RpmTasks.Packaging.Tests.Packing;
using RpmTasks.Testing.BaseImages;
using RpmTasks.Testing.Browsers;

namespace RpmTasks.Packaging.Tests.Reports;

/// <summary>The page of a pack, by itself and in a real browser.</summary>
internal sealed partial class ReportPageTests
{
    private const string Hostile = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">'\"&amp;";

    private LayeredProject _project = null!;

    [SetUp]
    public void SetUp() => _project = new LayeredProject();

    [TearDown]
    public void TearDown() => _project.Dispose();

    [Test]
    public void Without_the_property_there_is_no_page()
    {
        var packed = _project.Pack("orders", "one", "two");
        Assert.That(packed[0].Report, Is.Null);
        Assert.That(_project.Files().Keys, Has.None.EndsWith(".html"));
    }

    [Test]
    public void It_lies_beside_the_package_and_is_the_same_each_time()
    {
        var packed = Pack("1.2.3", "one", "two");
        var first = File.ReadAllText(packed.Report!);
        Assert.That(Path.GetFileName(packed.Report), Is.EqualTo("orders-1.2.3-1.x86_64.html"));
        Assert.That(first, Does.Contain(packed.Sha256).And.Contain(packed.ImageId));

        Assert.That(File.ReadAllText(Pack("1.2.3", "one", "two").Report!), Is.EqualTo(first));
    }

    [Test]
    public void It_says_what_an_update_changes_and_when_there_is_none_to_compare()
    {
        Assert.That(File.ReadAllText(Pack("1.2.3", "one", "two").Report!), Does.Contain("no earlier version of this package lay beside it"));

        var page = File.ReadAllText(Pack("1.2.4", "one", "three").Report!);

        Assert.That(page, Does.Contain("Against <strong>orders-1.2.3-1.x86_64</strong>: 1 layer (").And.Contain(") new, 1 layer (").And.Contain(") as before, 1 layer ("));
        Assert.That(Count(page, "chip new\">new"), Is.EqualTo(1));
        Assert.That(Count(page, "chip kept\">as before"), Is.EqualTo(1));
    }

    /// <summary>In ordinal order 1.2.9 would be the greater.</summary>
    [Test]
    public void The_version_before_is_the_greatest_below_by_rpms_order()
    {
        foreach (var version in (string[])["1.2.9", "1.2.10", "2.0"])
            Pack(version, "one", version);

        Assert.That(File.ReadAllText(Pack("1.2.11", "one", "two").Report!), Does.Contain("Against <strong>orders-1.2.10-1.x86_64</strong>"));
    }

    [Test]
    public void Bars_are_in_proportion()
    {
        var page = File.ReadAllText(Pack("1.2.3", "one", "two", "three").Report!);
        var widths = StackWidth().Matches(page).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.That(widths, Has.Count.EqualTo(3), "three layers of one size");
        Assert.That(widths, Has.All.InRange(333, 334));
    }

    [Test]
    public void It_names_no_address_and_its_policy_lets_nothing_out()
    {
        var page = File.ReadAllText(Pack("1.2.3", "one", "two").Report!);
        Assert.That(page, Does.Not.Match("(src|href)=\"(?!#)"));
        Assert.That(page, Does.Contain("default-src &#39;none&#39;; style-src &#39;sha256-"));
    }

    [Test]
    public void A_browser_finds_what_the_address_asks_for()
    {
        HeadlessChromium.Require();
        var page = Pack("1.2.3", "one", "two").Report!;

        var all = HeadlessChromium.Dom(page);
        var found = HeadlessChromium.Dom(page, "#q=ETC%20text");

        Assert.That(Rows(found), Is.EqualTo(new[] { "/etc/text", "/etc/text" }), "one in each layer");
        Assert.That(found, Does.Contain(">2 found</output>"));
        Assert.That(Rows(all), Is.SupersetOf(new[] { "/etc/text", "/usr/lib/systemd/system/orders.service" }));
        Assert.That(Rows(HeadlessChromium.Dom(page, "#q=nowhere")), Is.Empty);
        Assert.That(HeadlessChromium.Complaints(page, "#q=etc"), Is.Empty);
    }

    /// <summary>Names of files, labels and the command come with the image.</summary>
    [Test]
    public void A_hostile_image_runs_nothing_in_a_browser()
    {
        HeadlessChromium.Require();
        var image = _project.File("hostile");
        var config = new JsonObject { ["Cmd"] = new JsonArray("/bin/app", Hostile), ["Labels"] = new JsonObject { [Hostile] = Hostile } };
        LayeredImage.Write(image, config, LayeredImage.Layer("etc/" + Hostile.Replace('/', '_'), "text"), LayeredImage.Layer("</script><script>document.title='owned'<_script>", "text"));
        var input = _project.Project("orders", "one", "two");
        var page = _project.Pack(input with { Image = input.Image with { Image = "oci:" + image }, Report = "true" })[0].Report!;

        var dom = HeadlessChromium.Dom(page, "#q=script");

        Assert.That(dom, Does.Contain("<title>orders-1.2.3-1.x86_64</title>"));
        Assert.That(Rows(dom), Has.Some.Contains("&lt;script&gt;document.title='owned'"), "shown as it is called");
        Assert.That(dom, Does.Not.Contain("<img"));
        Assert.That(Count(dom, "<script"), Is.EqualTo(2), "data and ours");
        Assert.That(HeadlessChromium.Complaints(page, "#q=" + Uri.EscapeDataString(Hostile)), Is.Empty);
    }

    [Test]
    public void A_layer_that_no_strict_reader_lists_is_no_reason_to_refuse_the_image()
    {
        var image = _project.File("odd");
        LayeredImage.Write(image, new JsonObject { ["Cmd"] = new JsonArray("/bin/app") }, new byte[1024], LayeredImage.Layer("../up", "text"));
        var input = _project.Project("orders", "one", "two");

        var page = File.ReadAllText(_project.Pack(input with { Image = input.Image with { Image = "oci:" + image }, Report = "true" })[0].Report!);

        Assert.That(page, Does.Contain("not all could be listed: has a member").And.Contain("leads outside the archive"));
    }

    [Test]
    public void A_value_that_is_neither_true_nor_false_is_RPMT1015() =>
        Assert.That(_project.Refuse(Requests.Input with { Report = "yes" }).Message, Does.Contain("RpmReport='yes'"));

    private PackedRpm Pack(string version, params string[] layers)
    {
        var input = _project.Project("orders", layers);
        return _project.Pack(input with { Metadata = input.Metadata with { Version = version }, Report = "true" })[0];
    }

    private static List<string> Rows(string dom) => [.. FoundPath().Matches(dom[dom.IndexOf("id=\"found\"", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value)];

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex("<td class=\"path\">(.*?)(?: <span|</td>)")]
    private static partial Regex FoundPath();

    [GeneratedRegex("<rect class=\"c\\d\" x=\"\\d+\" y=\"0\" width=\"(\\d+)\"")]
    private static partial Regex StackWidth();
}
