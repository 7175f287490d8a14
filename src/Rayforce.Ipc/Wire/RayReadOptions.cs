namespace Rayforce.Ipc;

/// <summary>What a reader accepts beside what core 3.0.1 accepts in a buffer.</summary>
[Flags]
public enum RayReadOptions
{
    /// <summary>
    /// As the buffer decoder of cores 2.11.0 and 3.0.1: nothing may stand behind the object but behind an error, and
    /// counts have to agree in tables and dicts.
    /// </summary>
    None = 0,

    /// <summary>
    /// Bytes behind the object are ignored, as every core ignores them on a connection and in a journal. In wire
    /// version 1 they always are: native counts 8 bytes too many for each lambda.
    /// </summary>
    TrailingBytes = 1,

    /// <summary>
    /// Also what only older cores write (2.1.8 and 2.5.12, measured): tables whose columns differ in number or length
    /// or are no vectors or lists, dicts with unequal counts or with sides that are neither; and closures of any Dict,
    /// which 2.11.0 takes.
    /// </summary>
    OlderCores = 2,
}
