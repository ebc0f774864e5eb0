using RpmTasks.Packaging.Reports;

namespace RpmTasks.Packaging.Tests.Reports;

/// <summary>No text becomes markup.</summary>
internal sealed class HtmlTests
{
    [TestCase("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [TestCase("a \"b\" 'c' & d", "a &quot;b&quot; &#39;c&#39; &amp; d")]
    [TestCase("", "")]
    public void Text_is_escaped_wherever_it_stands(string text, string escaped) =>
        Assert.That(Html.Of($"<p title=\"{text}\">{text}</p>").Markup, Is.EqualTo($"<p title=\"{escaped}\">{escaped}</p>"));

    [Test]
    public void Characters_that_turn_or_hide_text_are_written_out() =>
        Assert.That(Html.Of($"{"\u202egnp.exe\u0007"}").Markup, Is.EqualTo("\\u{202e}gnp.exe\\x07"));

    [Test]
    public void Markup_stays_markup() =>
        Assert.That(Html.Of($"<p>{Html.Of($"<b>{1}</b>")}</p>").Markup, Is.EqualTo("<p><b>1</b></p>"));
}
