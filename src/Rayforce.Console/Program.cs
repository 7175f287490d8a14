using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Rayforce.Console.Browser;
using Rayforce.Console.Panes;
using Rayforce.Console.Server;
using Rayforce.Console.Shell;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
builder.Services.AddSingleton<ServerLink>();
builder.Services.AddSingleton<Workspace>();
await Widgets.LoadAsync();
await builder.Build().RunAsync();
