using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Tests;

public class SymbolsTests
{
    [Fact]
    public void A_name_has_one_number_and_a_request_s_own_names_are_its_own()
    {
        var table = new SymbolTable();
        var known = table.Intern("known"u8);
        var budget = new Budget(1 << 20, 1000, CancellationToken.None);
        var first = new Symbols(table, budget);
        var second = new Symbols(table, budget);

        Assert.Equal(known, first.Intern("known"u8));
        var own = first.Intern("new"u8);
        Assert.True(Symbols.IsOwn(own));
        Assert.Equal(own, first.Intern("new"u8));
        Assert.Equal("new", first.Text(own));
        Assert.False(second.HasOwn);
        Assert.Equal("new", new Symbols(table, budget).Text(first.Publish(own, table)));
    }
}
