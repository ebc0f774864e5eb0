using System.Collections.Concurrent;
using System.Security.Cryptography;

using RpmTasks.Rpm.Headers;

namespace RpmTasks.Rpm.Compression;

/// <summary>
/// Decodes a payload on threads of its own, a few blocks ahead of the reader, and hashes what the reader is done with behind
/// it. Frames are decoded side by side; whatever else there is, as one stream.
/// </summary>
internal sealed class ReadAhead : IDisposable
{
    /// <summary>Bounds the memory: each has a block of up to 7 MiB, stored and decoded.</summary>
    private const int MaxWorkers = 8;

    private readonly BlockingCollection<DecodedBlock> _full = [];
    private readonly BlockingCollection<DecodedBlock> _empty = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly DecodedBlock[] _blocks;
    private readonly IReadOnlyList<IncrementalHash> _hashes;
    private readonly CancellationToken _cancel;
    private readonly Task _decoding;
    private Task _hashing = Task.CompletedTask;
    private DecodedBlock? _block;
    private int _taken;

    /// <param name="hashes">Get every byte that is taken, in order, but later; complete after <see cref="FinishHash"/>.</param>
    public ReadAhead(PackedPayload payload, IReadOnlyList<IncrementalHash> hashes, CancellationToken cancel)
    {
        _hashes = hashes;
        _cancel = cancel;
        // One more is being read, and one hashed.
        _blocks = [.. Enumerable.Range(0, Math.Clamp(payload.Parallelism, 1, MaxWorkers) + 2).Select(_ => new DecodedBlock())];
        foreach (var block in _blocks)
            _empty.Add(block, CancellationToken.None);
        // It mostly waits, which threads of the pool should not.
        _decoding = Task.Factory.StartNew(() => Decode(payload), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Decoded bytes not taken yet; empty at the end only.</summary>
    /// <exception cref="RpmFormatException">The bytes before it are taken and what follows cannot be decoded.</exception>
    public ReadOnlySpan<byte> Available
    {
        get
        {
            while ((_block is null || (_taken == _block.Length && _block.Checked is null)) && TakeBlock())
            {
            }

            return _block is null ? [] : _block.Plain[_taken..];
        }
    }

    /// <summary>The checked content that comes next instead of bytes; null when bytes do, or nothing.</summary>
    public CheckedContent? TakeChecked()
    {
        if (!Available.IsEmpty || _block?.Checked is not { } content)
            return null;
        Release();
        return content;
    }

    public void Advance(int count) => _taken += count;

    public void FinishHash()
    {
        Release();
        _hashing.Wait(_cancel);
    }

    /// <summary>Stops decoding, wherever it is, and waits until nothing reads the stream any more.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        Task.WhenAll(_decoding, _hashing).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        foreach (var block in _blocks)
            block.Dispose();
        _full.Dispose();
        _empty.Dispose();
        _stop.Dispose();
    }

    private bool TakeBlock()
    {
        Release();
        if (_full.TryTake(out var block, Timeout.Infinite, _cancel))
        {
            Guard(block.Finish);
            _block = block;
            return true;
        }

        _decoding.GetAwaiter().GetResult();
        return false;
    }

    private void Release()
    {
        if (_block is not { } done)
            return;
        var count = _taken;
        _hashing = _hashing.ContinueWith(_ => HashAndReuse(done, count), TaskScheduler.Default);
        _block = null;
        _taken = 0;
    }

    private void HashAndReuse(DecodedBlock block, int count)
    {
        block.Checked = null;
        foreach (var hash in _hashes)
            hash.AppendData(block.Plain[..count]);
        _empty.Add(block);
    }

    private void Decode(PackedPayload payload)
    {
        try
        {
            if (payload.Compressor != "zstd")
                DecodeStream(() => Decoder.Open(payload.Compressor, payload.Stored));
            else if (DecodeFrames(payload) is { } rest)
                DecodeStream(() => Decoder.OpenZstd(rest));
        }
        finally
        {
            _full.CompleteAdding();
        }
    }

    /// <returns>What is left when the next thing is no small frame; null at the end.</returns>
    private ContinuedStream? DecodeFrames(PackedPayload payload)
    {
        var stored = payload.Stored;
        var known = new Queue<CheckedContent>(payload.Checked);
        while (true)
        {
            var block = _empty.Take(_stop.Token);
            if (known.TryPeek(out var next) && next.Start == stored.Count)
            {
                stored.Skip(next.PackedLength, _stop.Token);
                block.Stand(known.Dequeue());
                _full.Add(block);
                continue;
            }

            if (!Guard(() => block.Frame.Read(stored)))
            {
                _empty.Add(block);
                return block.Frame.Packed.IsEmpty ? null : new ContinuedStream(block.Frame.Packed.ToArray(), stored);
            }

            block.Start();
            _full.Add(block);
        }
    }

    private void DecodeStream(Func<Stream> open)
    {
        using var decoded = Guard(open);
        for (var block = _empty.Take(_stop.Token); Guard(() => block.Fill(decoded)); block = _empty.Take(_stop.Token))
            _full.Add(block);
    }

    private static void Guard(Action decode) => Guard(() =>
    {
        decode();
        return true;
    });

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

/// <param name="Compressor">PAYLOADCOMPRESSOR; null is no compression.</param>
/// <param name="Parallelism">How many threads decode at a time, where the payload lets them.</param>
internal sealed record PackedPayload(string? Compressor, StoredPayload Stored, int Parallelism)
{
    /// <summary>What need not be decoded, in order.</summary>
    public IReadOnlyList<CheckedContent> Checked { get; init; } = [];
}
