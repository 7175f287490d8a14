using CsCheck;

namespace Rayforce.Parity.Tests.Generating;

/// <summary>What both engines are asked at random.</summary>
internal static class Requests
{
    public static Gen<Term> Any { get; } =
        Gen.Frequency((5, Calls.Any), (1, Calls.Nested), (4, Queries.Any), (1, Functions.Any));
}
