using System.Buffers.Binary;
using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>
/// What the subprotocol <c>rayforce.ipc.2</c> puts behind a frame, or sends alone: which request a message is about, and
/// what is wanted of it.
/// </summary>
/// <param name="Kind">What the note says.</param>
/// <param name="Number">The request's number, which its sender has chosen; no other is under way by it.</param>
internal readonly record struct MessageNote(NoteKind Kind, uint Number)
{
    /// <summary>The bytes of a note.</summary>
    public const int Size = 16;

    /// <summary>The most bytes that it takes with what may follow it.</summary>
    public const int LargestSize = Size + TraceParent.Size;

    /// <summary>What a request asks beside its evaluation.</summary>
    public NoteFlags Flags { get; init; }

    /// <summary>
    /// Of a request: how many parts of the reply may be sent without asking, 0 for a reply that comes whole. Of a
    /// credit: how many more.
    /// </summary>
    public ushort Credits { get; init; }

    /// <summary>Of a request: how many rows a part has at most; 0 leaves it to the server.</summary>
    public uint Rows { get; init; }

    /// <summary>Of a request: the milliseconds after which nobody waits for the reply; 0 for no end.</summary>
    public uint Milliseconds { get; init; }

    /// <summary>Of a request: the trace that it belongs to.</summary>
    public TraceParent Trace { get; init; }

    /// <summary>Whether the note stands alone.</summary>
    public bool IsAlone => Kind is NoteKind.Cancel or NoteKind.Credit;

    /// <summary>Reads the note behind a frame, or one that comes alone.</summary>
    /// <param name="bytes">All of them.</param>
    /// <param name="note">The note.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out MessageNote note)
    {
        note = default;
        if (bytes.Length < Size)
            return false;
        note = new MessageNote((NoteKind)bytes[0], BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(4)))
        {
            Flags = (NoteFlags)bytes[1],
            Credits = BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(2)),
            Rows = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(8)),
            Milliseconds = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(12)),
        };
        if (note.Kind is < NoteKind.Request or > NoteKind.Credit)
            return false;
        if ((note.Flags & NoteFlags.Traced) == 0)
            return bytes.Length == Size;
        if (bytes.Length != Size + TraceParent.Size)
            return false;
        note = note with { Trace = TraceParent.Read(bytes.Slice(Size)) };
        return true;
    }

    /// <summary>Writes the note behind what has been written.</summary>
    public void Write(PooledBuffer message)
    {
        var bytes = message.GetSpan(Size);
        bytes[0] = (byte)Kind;
        bytes[1] = (byte)(Trace.IsNone ? Flags : Flags | NoteFlags.Traced);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.Slice(2), Credits);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(4), Number);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(8), Rows);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(12), Milliseconds);
        message.Advance(Size);
        if (Trace.IsNone)
            return;
        Trace.Write(message.GetSpan(TraceParent.Size));
        message.Advance(TraceParent.Size);
    }
}
