using System.Buffers;
using System.Buffers.Binary;
using Rayforce.Ipc;

namespace Rayforce.Server;

/// <summary>
/// Frames that wait, one behind the other, for any number of clients, and lie in memory once. The memory counts until
/// the last of the clients is done with them.
/// </summary>
internal sealed class SharedFrames
{
    /// <summary>What frames take in a queue, in bytes.</summary>
    private const int PlaceSize = 16;

    private const byte FinalBinary = 0x82;
    private const byte TwoBytes = 126;
    private const byte EightBytes = 127;

    private readonly BacklogRules _rules;
    private readonly byte[] _bytes;

    /// <summary>Where each frame ends.</summary>
    private readonly int[] _ends;

    private readonly Lock _composing = new();
    private volatile Messages? _messages;
    private long _size;
    private int _holders;

    /// <param name="frames">The frames: one at least.</param>
    /// <param name="holders">For how many clients they wait.</param>
    /// <param name="rules">Counts the memory, that of the frames too.</param>
    private SharedFrames(IReadOnlyList<byte[]> frames, int holders, BacklogRules rules)
    {
        _holders = holders;
        _rules = rules;
        _ends = new int[frames.Count];
        for (var (i, end) = (0, 0); i < frames.Count; i++)
            _ends[i] = end += frames[i].Length;
        // Nearly always there is one.
        _bytes = frames is [var only] ? only : Join(frames, _ends[^1]);
        _size = _bytes.Length + ((long)holders * PlaceSize);
    }

    /// <summary>A frame for one client.</summary>
    /// <exception cref="ArgumentException">There is no memory for it.</exception>
    public static SharedFrames Of(byte[] frame, BacklogRules rules)
    {
        var frames = new SharedFrames([frame], holders: 1, rules);
        rules.MakeRoom(frames._size);
        rules.Count(frames._size);
        return frames;
    }

    /// <summary>Frames whose memory has been counted, but for their places in the queues.</summary>
    public static SharedFrames OfCounted(IReadOnlyList<byte[]> frames, int holders, BacklogRules rules)
    {
        var shared = new SharedFrames(frames, holders, rules);
        rules.Count((long)holders * PlaceSize);
        return shared;
    }

    /// <summary>How many frames there are.</summary>
    public int Count => _ends.Length;

    /// <summary>The bytes of one frame, or of several that follow each other.</summary>
    public int GetSize(int first, int end) => _ends[end - 1] - GetStart(_ends, first);

    /// <summary>Frames that follow each other.</summary>
    public ReadOnlyMemory<byte> GetBytes(int first, int end) =>
        _bytes.AsMemory(GetStart(_ends, first), GetSize(first, end));

    /// <summary>Frames that follow each other, each as a message of a WebSocket's server.</summary>
    public ReadOnlyMemory<byte> GetMessages(int first, int end)
    {
        var messages = _messages ?? MakeMessages();
        var start = GetStart(messages.Ends, first);
        return messages.Bytes.AsMemory(start, messages.Ends[end - 1] - start);
    }

    /// <summary>They wait in so many places more.</summary>
    public void Hold(int holders) => Interlocked.Add(ref _holders, holders);

    /// <summary>So many clients are done with them.</summary>
    public void Release(int holders = 1)
    {
        if (holders > 0 && Interlocked.Add(ref _holders, -holders) == 0)
            _rules.Count(-_size);
    }

    private Messages MakeMessages()
    {
        lock (_composing)
        {
            if (_messages is { } made)
                return made;
            using var bytes = new PooledBuffer(_bytes.Length);
            var ends = new int[_ends.Length];
            for (var i = 0; i < ends.Length; i++)
            {
                var frame = GetBytes(i, i + 1).Span;
                WriteHeader(bytes, frame.Length);
                bytes.Write(frame);
                ends[i] = bytes.WrittenCount;
            }

            _size += bytes.WrittenCount;
            _rules.Count(bytes.WrittenCount);
            return _messages = new Messages(bytes.WrittenSpan.ToArray(), ends);
        }
    }

    private static void WriteHeader(PooledBuffer bytes, int size)
    {
        var header = bytes.GetSpan(2 + sizeof(ulong));
        header[0] = FinalBinary;
        switch (size)
        {
            case < TwoBytes:
                header[1] = (byte)size;
                bytes.Advance(2);
                break;
            case <= ushort.MaxValue:
                header[1] = TwoBytes;
                BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)size);
                bytes.Advance(2 + sizeof(ushort));
                break;
            default:
                header[1] = EightBytes;
                BinaryPrimitives.WriteUInt64BigEndian(header[2..], (ulong)size);
                bytes.Advance(2 + sizeof(ulong));
                break;
        }
    }

    private static int GetStart(int[] ends, int index) => index == 0 ? 0 : ends[index - 1];

    private static byte[] Join(IReadOnlyList<byte[]> frames, int size)
    {
        var joined = new byte[size];
        var end = 0;
        foreach (var frame in frames)
        {
            frame.CopyTo(joined, end);
            end += frame.Length;
        }

        return joined;
    }

    /// <summary>The frames as messages of a WebSocket, and where each ends.</summary>
    private sealed record Messages(byte[] Bytes, int[] Ends);
}
