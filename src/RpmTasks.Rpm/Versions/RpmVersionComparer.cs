namespace RpmTasks.Rpm.Versions;

/// <summary>rpm's order of versions (rpmio/rpmvercmp.cc): runs of digits and of letters, '~' before the end and '^' after it.</summary>
internal static class RpmVersionComparer
{
    /// <summary>Compares [epoch:]version[-release]; without a release is older than any (rpmverCmp).</summary>
    public static int CompareEvr(string left, string right)
    {
        var (one, two) = (Evr.Parse(left), Evr.Parse(right));
        var order = one.Epoch.CompareTo(two.Epoch);
        if (order == 0)
            order = Compare(one.Version, two.Version);
        if (order == 0)
            order = (one.Release.Length > 0).CompareTo(two.Release.Length > 0);
        return order == 0 ? Compare(one.Release, two.Release) : order;
    }

    /// <summary>Compares two versions, or two releases.</summary>
    /// <returns>-1, 0 or 1.</returns>
    public static int Compare(string left, string right)
    {
        var one = left.AsSpan();
        var two = right.AsSpan();
        while (true)
        {
            one = SkipSeparators(one);
            two = SkipSeparators(two);
            if (CompareMark(ref one, ref two, '~', markIsLess: true) is { } tilde)
            {
                if (tilde != 0)
                    return tilde;
                continue;
            }

            // A caret makes newer than the end, and older than anything that goes on.
            if (CompareMark(ref one, ref two, '^', markIsLess: !one.IsEmpty && !two.IsEmpty) is { } caret)
            {
                if (caret != 0)
                    return caret;
                continue;
            }

            if (one.IsEmpty || two.IsEmpty)
                return one.Length.CompareTo(two.Length);
            if (CompareSegments(ref one, ref two) is var order and not 0)
                return order;
        }
    }

    /// <returns>Null when neither side is at the mark; 0 when both were, and it is taken from both.</returns>
    private static int? CompareMark(ref ReadOnlySpan<char> one, ref ReadOnlySpan<char> two, char mark, bool markIsLess)
    {
        var (first, second) = (one.StartsWith(mark), two.StartsWith(mark));
        if (!first && !second)
            return null;
        if (first != second)
            return first == markIsLess ? -1 : 1;
        one = one[1..];
        two = two[1..];
        return 0;
    }

    /// <summary>Takes a run of digits or letters from both sides; which of them, the first side decides.</summary>
    private static int CompareSegments(ref ReadOnlySpan<char> one, ref ReadOnlySpan<char> two)
    {
        var isNumber = char.IsAsciiDigit(one[0]);
        var first = TakeRun(ref one, isNumber);
        var second = TakeRun(ref two, isNumber);
        if (second.IsEmpty)
            return isNumber ? 1 : -1;
        if (!isNumber)
            return Math.Sign(first.SequenceCompareTo(second));
        first = first.TrimStart('0');
        second = second.TrimStart('0');
        var byLength = first.Length.CompareTo(second.Length);
        return byLength != 0 ? byLength : Math.Sign(first.SequenceCompareTo(second));
    }

    private static ReadOnlySpan<char> TakeRun(ref ReadOnlySpan<char> text, bool isNumber)
    {
        var end = 0;
        while (end < text.Length && (isNumber ? char.IsAsciiDigit(text[end]) : char.IsAsciiLetter(text[end])))
            end++;
        var run = text[..end];
        text = text[end..];
        return run;
    }

    private static ReadOnlySpan<char> SkipSeparators(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && !char.IsAsciiLetterOrDigit(text[start]) && text[start] is not ('~' or '^'))
            start++;
        return text[start..];
    }
}
