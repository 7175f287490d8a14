using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>
/// Something to ask a Rayforce server, written in C#: a query of tables or a bare expression. Queries are immutable:
/// each method answers a new one, so that a query can be kept, shared between threads and built upon. What it sends is
/// made once.
/// </summary>
/// <remarks><c>Query</c> is where queries begin.</remarks>
public abstract class RayQuery
{
    private RayObject? _version1;
    private RayObject? _version3;

    private protected RayQuery()
    {
    }

    /// <summary>The object that a server evaluates.</summary>
    /// <param name="version">The wire version of the connection it goes to: the two generations write
    /// queries differently.</param>
    /// <exception cref="NotSupportedException">The wire version has no form for a part of the query; the message
    /// names it.</exception>
    public RayObject ToRayObject(WireVersion version = WireVersion.V3) => version == WireVersion.V1
        ? _version1 ??= Build(version)
        : _version3 ??= Build(version);

    /// <summary>The query as Rayfall source: sent as a text, it gives the same result as the object.</summary>
    /// <param name="version">The wire version of the server that is to read it.</param>
    /// <exception cref="NotSupportedException">The wire version has no form for a part of the query; the message
    /// names it.</exception>
    public string ToRayfall(WireVersion version = WireVersion.V3) => QuerySource.Of(ToRayObject(version), version);

    /// <summary>
    /// This query, its result kept on the server in a variable. Any earlier value of the variable is lost. An update,
    /// insert or upsert that is saved leaves the table it names as it is and saves the changed copy.
    /// </summary>
    /// <param name="name">The variable.</param>
    /// <exception cref="ArgumentException">The name is empty or has a NUL.</exception>
    public virtual RayQuery SaveAs(string name) => new SavedQuery(name, this);

    /// <summary>The query as Rayfall source of wire version 3, the current one.</summary>
    public override string ToString() => ToRayfall();

    /// <summary>
    /// The query in a message about it. It may be one that source cannot say, which is not what the message is about.
    /// </summary>
    internal string Describe()
    {
        try
        {
            return ToString();
        }
        catch (NotSupportedException)
        {
            return "(…)";
        }
    }

    private protected abstract RayObject Build(WireVersion version);

    /// <summary>The object where this query is the operand of another, or the value of a column.</summary>
    internal virtual RayObject ToOperand(WireVersion version) => ToRayObject(version);
}
