namespace Rayforce.Client;

/// <summary>What a request asks beside its evaluation.</summary>
[Flags]
internal enum NoteFlags : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>How the request would be evaluated, as a text, in place of its result.</summary>
    Explain = 1,

    /// <summary>Behind the note stand 32 bytes that say which trace the request belongs to.</summary>
    Traced = 2,
}
