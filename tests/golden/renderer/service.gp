reset errors
reset session
set encoding utf8
set terminal pngcairo noenhanced size 1000,500 fontscale 1 linewidth 1 pointscale 1 background '#FFFFFF' font 'DejaVu Sans,10.00'
set output 'payments-api.png'
unset key
set label 1 'payments-api' at screen 0.072500,0.966000 left noenhanced font 'DejaVu Sans:Bold,14.00' textcolor rgb '#111111'
set label 2 '76 deployments · 10.5 % failed · Nov 2023 – Mar 2024' at screen 0.072500,0.898000 left noenhanced textcolor rgb '#626262'
set label 3 'Successful' at screen 0.558100,0.924000 right textcolor rgb '#313131'
set object 3 rectangle from screen 0.566100,0.931000 to screen 0.586100,0.917000 fillcolor rgb '#4C78A8' fillstyle solid noborder
set label 4 'Failed' at screen 0.646020,0.924000 right textcolor rgb '#313131'
set object 4 rectangle from screen 0.654020,0.931000 to screen 0.674020,0.917000 fillcolor rgb '#E45756' fillstyle solid noborder
set label 5 'Failure rate' at screen 0.770727,0.924000 right textcolor rgb '#313131'
set arrow 5 from screen 0.778727,0.924000 to screen 0.798727,0.924000 nohead linewidth 1.500 linecolor rgb '#252525'
set label 25 '' at screen 0.788727,0.924000 point pointtype 7 pointsize 0.600 linecolor rgb '#252525'
set label 6 'In progress' at screen 0.893500,0.924000 right textcolor rgb '#313131'
set object 6 rectangle from screen 0.901500,0.931000 to screen 0.911500,0.917000 fillcolor rgb '#B3C6DA' fillstyle solid noborder
set object 26 rectangle from screen 0.911500,0.931000 to screen 0.921500,0.917000 fillcolor rgb '#F3B5B4' fillstyle solid noborder
set lmargin at screen 0.072500
set rmargin at screen 0.927500
set tmargin at screen 0.844000
set bmargin at screen 0.125000
set border 1 linewidth 1 linecolor rgb '#9A9A9A'
set xrange [-2.0:6.0]
set yrange [0:50]
set y2range [0:100]
set tics nomirror scale 0 textcolor rgb '#515151'
set grid noxtics ytics linetype 1 linewidth 1 linecolor rgb '#EBEBEB'
set ytics ('0' 0, '10' 10, '20' 20, '30' 30, '40' 40, '50' 50)
set y2tics ('0%%' 0, '20%%' 20, '40%%' 40, '60%%' 60, '80%%' 80, '100%%' 100)
set xtics ("Nov\n2023" 0, "Dec" 1, "Jan\n2024" 2, "Feb" 3, "Mar" 4)
$successful << EOD
0 0 41
1 0 22
EOD
$failed << EOD
0 41 45
3 0 3
EOD
$successful_so_far << EOD
4 0 5
EOD
$failed_so_far << EOD
4 5 6
EOD
$rate << EOD
0 8.8889
1 0.0000

3 100.0000
4 16.6667
EOD
set style fill solid noborder
plot $successful using 1:2:($1-0.36):($1+0.36):2:3 notitle with boxxyerror linecolor rgb '#4C78A8', \
  $failed using 1:2:($1-0.36):($1+0.36):2:3 notitle with boxxyerror linecolor rgb '#E45756', \
  $successful_so_far using 1:2:($1-0.36):($1+0.36):2:3 notitle with boxxyerror linecolor rgb '#B3C6DA', \
  $failed_so_far using 1:2:($1-0.36):($1+0.36):2:3 notitle with boxxyerror linecolor rgb '#F3B5B4', \
  $rate using 1:2 axes x1y2 notitle with linespoints linewidth 1.500 pointtype 7 pointsize 0.600 linecolor rgb '#252525'
unset output
