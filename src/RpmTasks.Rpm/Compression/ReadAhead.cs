using System.Collections.Concurrent;

using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Compression;

/// <summary>Decodes on a thread of its own, a few blocks ahead of the reader, so that decoding and hashing overlap.</summary>
internal sealed class ReadAhead : IDisposable
{
    private const int BlockLength = 1 << 20;
    private const int BlockCount = 4;

    private readonly BlockingCollection<ArraySegment<byte>> _full = [];
    private readonly BlockingCollection<byte[]> _empty = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _cancel;
    private readonly Task _decoding;
    private ArraySegment<byte> _block;
    private int _taken;

    public ReadAhead(Func<Stream> open, CancellationToken cancel)
    {
        _cancel = cancel;
        for (var i = 0; i < BlockCount; i++)
            _empty.Add(new byte[BlockLength], CancellationToken.None);
        _decoding = Task.Run(() => Decode(open), CancellationToken.None);
    }

    /// <summary>Decoded bytes not taken yet; empty at the end only.</summary>
    /// <exception cref="RpmFormatException">The bytes before it are taken and what follows cannot be decoded.</exception>
    public ReadOnlySpan<byte> Available
    {
        get
        {
            while (_taken == _block.Count && TakeBlock())
            {
            }

            return _block.AsSpan(_taken);
        }
    }

    public void Advance(int count) => _taken += count;

    /// <summary>Stops decoding, wherever it is, and waits until nothing reads the stream any more.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _decoding.ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        _full.Dispose();
        _empty.Dispose();
        _stop.Dispose();
    }

    private bool TakeBlock()
    {
        if (_block.Array is { } used)
            _empty.Add(used, _cancel);
        _block = default;
        _taken = 0;
        if (_full.TryTake(out _block, Timeout.Infinite, _cancel))
            return true;
        _decoding.GetAwaiter().GetResult();
        return false;
    }

    private void Decode(Func<Stream> open)
    {
        try
        {
            using var decoded = Guard(open);
            while (_empty.TryTake(out var buffer, Timeout.Infinite, _stop.Token))
            {
                var count = Read(decoded, buffer);
                if (count == 0)
                    break;
                _full.Add(new ArraySegment<byte>(buffer, 0, count), _stop.Token);
            }
        }
        finally
        {
            _full.CompleteAdding();
        }
    }

    private static int Read(Stream decoded, byte[] buffer) =>
        Guard(() => decoded.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));

    /// <summary>Decoders meet damage with all kinds of exceptions, index and null reference among them.</summary>
    private static T Guard<T>(Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (Exception damage)
        {
            throw new RpmFormatException("payload", $"it cannot be decompressed: {damage.Message}", damage);
        }
    }
}
