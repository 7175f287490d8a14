namespace Rayforce.Ipc;

/// <summary>What a frame asks for.</summary>
public enum MessageType : byte
{
    /// <summary>No reply is wanted.</summary>
    Async = 0,

    /// <summary>One reply is wanted.</summary>
    Sync = 1,

    /// <summary>The reply.</summary>
    Response = 2,
}
