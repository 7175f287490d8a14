using System.Text;
using Rayforce.Text;

namespace Rayforce;

/// <summary>
/// An error object. Wire version 3 sends a code of at most 7 characters and no message; wire version 1 a numeric code,
/// 8 bytes that mean something to the sending process only, and a message for errors that the user raised.
/// </summary>
public sealed class RayError : RayObject
{
    /// <summary>The longest code that wire version 3 carries.</summary>
    public const int MaxCodeLength = 7;

    /// <summary>Makes an error.</summary>
    /// <param name="code">At most 7 characters, for example <c>type</c>; the set is open.</param>
    /// <param name="message">What happened, where it is known.</param>
    /// <exception cref="ArgumentException">The code is longer, or has characters outside Latin-1 or a NUL.</exception>
    public RayError(string code, string? message = null)
        : this(code, message, context: 0)
    {
        if (code.Length > MaxCodeLength)
            throw new ArgumentException(
                $"The error code '{code}' has more than {MaxCodeLength} characters.", nameof(code));
        foreach (var character in code)
        {
            if (character is '\0' or > '\u00ff')
                throw new ArgumentException(
                    $"The error code '{code}' has a character that cannot travel.", nameof(code));
        }
    }

    internal RayError(string code, string? message, long context, string? output = null)
    {
        Code = code ?? throw new ArgumentNullException(nameof(code));
        Message = message;
        Context = context;
        Output = output;
    }

    /// <summary>The code: <c>type</c>, <c>length</c>, <c>name</c>, …</summary>
    public string Code { get; }

    /// <summary>What happened, where the peer said it.</summary>
    public string? Message { get; }

    /// <summary>
    /// What evaluation had printed when it failed, where the request was verbose and the peer said it; it is no part of
    /// the error.
    /// </summary>
    public string? Output { get; }

    /// <summary>The 8 context bytes of wire version 1, kept so that a frame is written back as it came.</summary>
    internal long Context { get; }

    /// <inheritdoc/>
    public override RayType Type => RayType.Error;

    /// <summary>The same error, with what evaluation had printed when it failed.</summary>
    /// <param name="output">The text; null for none.</param>
    public RayError WithOutput(string? output) => new(Code, Message, Context, output);

    /// <inheritdoc/>
    public override bool Equals(RayObject? other) =>
        other is RayError error && Code == error.Code && Message == error.Message;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Code);

    internal override void AppendRayfall(Utf8Text text) => text.Append($"error: {Code}");

    internal override void AppendConstructor(StringBuilder text)
    {
        text.Append("Error(").Append(PythonLiteral.Format(Code));
        if (Message is not null)
            text.Append(", ").Append(PythonLiteral.Format(Message));
        text.Append(')');
    }

    private protected override string Describe() => $"the error '{Code}'";
}
