namespace Rayforce;

/// <summary>
/// The codes of errors that native Rayforce has (core 3.0.1), to compare <see cref="RayError.Code"/> and
/// <see cref="RayforceQueryException.Code"/> with: <c>catch (RayforceQueryException e) when (e.Code ==
/// RayErrorCode.Name)</c>. The set is open: a peer may send others.
/// </summary>
public static class RayErrorCode
{
    /// <summary>A restricted connection asked for what writes or reaches the system.</summary>
    public const string Access = "access";

    /// <summary>A function got too few or too many arguments.</summary>
    public const string Arity = "arity";

    /// <summary>A journal ends in the middle of an entry.</summary>
    public const string BadTail = "badtail";

    /// <summary>The evaluation was cancelled, or took too long.</summary>
    public const string Cancel = "cancel";

    /// <summary>Stored data is damaged.</summary>
    public const string Corrupt = "corrupt";

    /// <summary>A packed payload does not unpack.</summary>
    public const string Decompress = "decompr";

    /// <summary>An object cannot be read from bytes.</summary>
    public const string Deserialize = "deser";

    /// <summary>An argument is of the right type and no value for it.</summary>
    public const string Domain = "domain";

    /// <summary>An index is out of bounds.</summary>
    public const string Index = "index";

    /// <summary>A file or a connection failed.</summary>
    public const string Io = "io";

    /// <summary>Lengths do not agree.</summary>
    public const string Length = "length";

    /// <summary>Something is more than is allowed: depth, size, time.</summary>
    public const string Limit = "limit";

    /// <summary>There is no memory left.</summary>
    public const string Memory = "memory";

    /// <summary>A name has no value.</summary>
    public const string Name = "name";

    /// <summary>A handle is not open.</summary>
    public const string NotOpen = "noopen";

    /// <summary>Not yet implemented.</summary>
    public const string NotImplemented = "nyi";

    /// <summary>There is no memory left, of the process.</summary>
    public const string OutOfMemory = "oom";

    /// <summary>The operating system, or the engine itself, failed.</summary>
    public const string Os = "os";

    /// <summary>A source is no Rayfall.</summary>
    public const string Parse = "parse";

    /// <summary>A value is out of the range of its type.</summary>
    public const string Range = "range";

    /// <summary>A value has another rank than is wanted.</summary>
    public const string Rank = "rank";

    /// <summary>A name is reserved.</summary>
    public const string Reserve = "reserve";

    /// <summary>Columns do not fit a table.</summary>
    public const string Schema = "schema";

    /// <summary>Something is not in the state that is wanted.</summary>
    public const string State = "state";

    /// <summary>A value is of another type than is wanted.</summary>
    public const string Type = "type";

    /// <summary>The user's own, raised by <c>(raise …)</c>.</summary>
    public const string User = "user";

    /// <summary>A value is none that is wanted; in wire version 1 an unknown name, too.</summary>
    public const string Value = "value";

    /// <summary>The peer speaks another version.</summary>
    public const string Version = "version";
}
