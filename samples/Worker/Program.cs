using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rayforce.Samples;

// A service that subscribes to the topic "prices" of a server and keeps the average price of each symbol in its table
// "averages". The server is in appsettings.json, or --Rayforce:Url=...; it may come later, and go and come again.
var builder = Host.CreateApplicationBuilder(
    new HostApplicationBuilderSettings { Args = args, ContentRootPath = Path.Combine(AppContext.BaseDirectory, "worker") });
builder.Services.AddRayforceClient("prices", builder.Configuration.GetSection("Rayforce"));
builder.Services.AddHostedService<Averages>();
await builder.Build().RunAsync();
