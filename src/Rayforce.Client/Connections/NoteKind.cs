namespace Rayforce.Client;

/// <summary>What a note says, under the subprotocol <c>rayforce.ipc.2</c>.</summary>
internal enum NoteKind : byte
{
    /// <summary>The frame before it is a request, by this number.</summary>
    Request = 1,

    /// <summary>The frame before it is the reply to the request of this number, and its last.</summary>
    Reply = 2,

    /// <summary>The frame before it is a part of that reply; more come.</summary>
    Batch = 3,

    /// <summary>Alone: nobody waits for the reply to the request of this number.</summary>
    Cancel = 4,

    /// <summary>Alone: so many more parts of that reply may come.</summary>
    Credit = 5,
}
