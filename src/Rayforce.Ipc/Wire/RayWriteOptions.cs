namespace Rayforce.Ipc;

/// <summary>What a writer does where peers want different things and it cannot tell which peer reads.</summary>
[Flags]
public enum RayWriteOptions
{
    /// <summary>Errors of wire version 1 as core 0.1 has them; messages behind errors.</summary>
    None = 0,

    /// <summary>
    /// An error of wire version 1 takes 33 bytes and brings no message, as the core of rayforce-py 1.0.0 has it, the
    /// only published one of that version. Of any other length from 10 to 32 bytes that core makes <c>domain</c>, and
    /// one of 10 with a string behind it ends its process. Without this option it takes 10 bytes, and the code
    /// <c>user</c> brings a message, as core 0.1 has it (measured on both). Without meaning in wire version 3.
    /// </summary>
    LongErrors = 1,

    /// <summary>
    /// <see cref="ReplyPayload"/> writes no message behind an error: what a native server sends over TCP.
    /// </summary>
    NoMessages = 2,
}
