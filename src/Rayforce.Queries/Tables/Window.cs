namespace Rayforce.Queries;

/// <summary>
/// The window of a window join: for each row of the left table, from its time plus one bound to its time plus
/// the other.
/// </summary>
/// <param name="Lower">The lower bound, in the units of the column; as a rule negative or 0.</param>
/// <param name="Upper">The upper bound; both bounds lie in the window.</param>
/// <param name="Column">The column of time in the left table. A server of wire version 1 takes a Date, Time or I32:
/// it reads times of 64 bits as if they had 32.</param>
public sealed record Window(long Lower, long Upper, string Column);
