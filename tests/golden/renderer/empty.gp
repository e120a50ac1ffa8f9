reset errors
reset session
set encoding utf8
set terminal pngcairo noenhanced size 1000,500 fontscale 1 linewidth 1 pointscale 1 background '#FFFFFF' font 'DejaVu Sans,10.00'
set output 'idle.png'
unset key
set label 1 'idle' at screen 0.072500,0.966000 left noenhanced font 'DejaVu Sans:Bold,14.00' textcolor rgb '#111111'
set label 2 'No deployments · Feb 2024' at screen 0.072500,0.898000 left noenhanced textcolor rgb '#626262'
set lmargin at screen 0.072500
set rmargin at screen 0.927500
set tmargin at screen 0.844000
set bmargin at screen 0.125000
set label 3 'No deployments' at screen 0.500000,0.484500 center font 'DejaVu Sans,14.00' textcolor rgb '#626262'
unset border
unset tics
set xrange [0:1]
set yrange [0:1]
plot -1 notitle linecolor rgb '#FFFFFF'
unset output
