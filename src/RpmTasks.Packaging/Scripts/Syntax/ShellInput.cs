namespace RpmTasks.Packaging.Scripts.Syntax;

/// <summary>The characters of a script, with one step back.</summary>
internal sealed class ShellInput(string text, int firstLine)
{
    public const int End = -1;

    private int _position;

    /// <summary>The line that the next character is in.</summary>
    public int Line => firstLine + text.AsSpan(0, Math.Min(_position, text.Length)).Count('\n');

    public int Take() => _position < text.Length ? text[_position++] : TakeEnd();

    /// <summary>The next character after any line continuations, which a shell takes out before anything else.</summary>
    public int TakeJoined()
    {
        while (_position + 1 < text.Length && text[_position] == '\\' && text[_position + 1] == '\n')
            _position += 2;
        return Take();
    }

    public void PutBack() => _position--;

    /// <summary>Takes the rest of the line that begins with the character just taken, if it is exactly this.</summary>
    public bool TakeLine(string line)
    {
        var start = _position - 1;
        var end = start + line.Length;
        if (start > text.Length || string.CompareOrdinal(text, start, line, 0, line.Length) != 0 || (end < text.Length && text[end] != '\n'))
            return false;
        _position = end + 1;
        return true;
    }

    private int TakeEnd()
    {
        _position++;
        return End;
    }
}
