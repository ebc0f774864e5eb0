using System.Text;

namespace RpmTasks.Images.Engine;

/// <summary>What a build says: passes its lines on, keeps the last of them and what it ended with.</summary>
internal sealed class BuildOutput(Action<string> progress)
{
    private const int KeptLines = 10;

    private readonly Queue<string> tail = new();

    private readonly StringBuilder line = new();

    private readonly BuildKitTrace trace = new();

    /// <summary>The last error, null as long as there is none.</summary>
    public string? Error { get; private set; }

    /// <summary>The last ID told, null as long as there is none.</summary>
    public string? ImageId { get; private set; }

    /// <summary>The last lines of the output, oldest first.</summary>
    public IReadOnlyCollection<string> Tail => tail;

    public void Add(EngineMessage message)
    {
        Error = message.Error is { } error ? PrintableText.Of(error) : Error;
        ImageId = message.ImageId ?? ImageId;
        if (message.Output is { } output)
            AddText(output);
        if (message.Status is { } status)
            AddText(status + "\n");
        if (message.Trace is { } bytes)
            foreach (var text in trace.Read(bytes))
                AddText(text);
    }

    /// <summary>Passes on a last line that has no end.</summary>
    public void Complete() => EndLine();

    /// <summary>Engines write parts of lines, whole ones and several at once; a carriage return starts a line anew.</summary>
    private void AddText(string text)
    {
        foreach (var character in text)
        {
            if (character is '\n' or '\r' || line.Length == PrintableText.MaximumLength)
                EndLine();
            if (character is not ('\n' or '\r'))
                line.Append(character);
        }
    }

    private void EndLine()
    {
        var text = PrintableText.Of(line.ToString());
        line.Clear();
        if (text.Length == 0)
            return;
        if (tail.Count == KeptLines)
            tail.Dequeue();
        tail.Enqueue(text);
        progress(text);
    }
}
