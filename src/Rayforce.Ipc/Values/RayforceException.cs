namespace Rayforce;

/// <summary>
/// The root of every exception that this library throws of its own; wrong arguments are
/// <see cref="ArgumentException"/>s.
/// </summary>
public class RayforceException : Exception
{
    /// <summary>Makes an exception without a message.</summary>
    public RayforceException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public RayforceException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public RayforceException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
